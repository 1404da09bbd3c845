#include "in/http/api/once.h"

#include "usecases/bulk.h"

namespace vigil::http {

Result<Committed> once(Api& api, const Request& request, const Actor& caller,
                       const std::function<Result<Committed>(const Actor&)>& work) {
    const auto key = request.header("Idempotency-Key");
    if (!key) return work(caller);
    Actor actor = caller;
    actor.idempotency = {std::string(*key), request.path + request.body};
    for (int attempt = 1;; ++attempt) {
        VIGIL_TRY(const auto known,
                  find_idempotent(api.engine, actor, *key, actor.idempotency->request));
        if (known) return *known;
        auto done = work(actor);
        // The same request at the same time was first: its answer is there now.
        const bool beaten = !done && done.error().code == "not_unique" && attempt == 1;
        if (!beaten) return done;
    }
}

}  // namespace vigil::http
