#include "in/http/api/may_json.h"

#include "in/http/json_writer.h"

namespace vigil::http {

void write_may(std::string& out, const MayDo& may) {
    JsonWriter json(out);
    json.begin_object().key("change").boolean(may.change).key("remove").boolean(may.remove);
    json.key("acts").begin_array();
    for (const auto act : may.acts) json.string(act);
    json.end_array().end_object();
}

void write_may(std::string& out, const std::map<Id, MayDo>& all) {
    out += '{';
    for (const auto& [id, may] : all) {
        if (out.back() != '{') out += ',';
        out += '"' + to_string(id) + "\":";
        write_may(out, may);
    }
    out += '}';
}

}  // namespace vigil::http
