// The outgoing post of a served company: the courier with its mailer, on a lane of its own.
#pragma once

#include <memory>

#include "main/house.h"
#include "main/lanes.h"
#include "main/log.h"
#include "main/options.h"
#include "out/courier.h"

namespace vigil {

class Post {
  public:
    // Without a mail server ([mail] smtp) mails wait in the outbox; /readyz says so.
    static Result<std::unique_ptr<Post>> make(House& house, const Words& words,
                                              const Options& options, const std::string& public_url,
                                              const Log& log);
    ~Post() { stop(); }

    bool has_server() const { return mailer_ != nullptr; }
    void start();
    void stop();
    void ring() { lane_.ring(); }
    // Sends what is due; answers when the next mail is due.
    Result<std::optional<Moment>> send_due();
    Result<out::CourierHealth> health() { return courier_->health(); }

  private:
    Post(House& house, const Log& log)
        : house_(house), log_(log), lane_([this] { return round(); }) {}
    Span round();

    House& house_;
    Log log_;
    std::unique_ptr<Mailer> mailer_;
    std::unique_ptr<out::Courier> courier_;
    Lane lane_;
};

}  // namespace vigil
