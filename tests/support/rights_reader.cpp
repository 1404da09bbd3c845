#include "tests/support/rights_reader.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "base/embedded.h"

namespace vigil::testing {

using Json = nlohmann::json;

// Reads the few forms that scopes are written in: A or B, A and B, not (A), (A), true,
// path = me | me.team | word, path in my_teams | (words), path is empty.
class ScopeReader {
  public:
    ScopeReader(const RightsReader& rights, const Subject& who, const Row& row,
                const std::string& text)
        : rights_(rights), who_(who), row_(row) {
        split(text);
    }

    bool read() {
        const bool answer = either();
        if (at_ != words_.size())
            throw std::runtime_error("scope not understood at " + words_[at_]);
        return answer;
    }

  private:
    void split(const std::string& text) {
        for (std::size_t i = 0; i < text.size();) {
            const auto part = [](char c) {
                return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
            };
            std::size_t end = i;
            while (end < text.size() && part(text[end])) ++end;
            if (end == i) ++end;
            if (text[i] != ' ') words_.push_back(text.substr(i, end - i));
            i = end;
        }
    }
    bool next_is(const std::string& word) const {
        return at_ < words_.size() && words_[at_] == word;
    }
    bool take(const std::string& word) {
        if (!next_is(word)) return false;
        ++at_;
        return true;
    }
    std::string take() {
        if (at_ == words_.size()) throw std::runtime_error("scope ends early");
        return words_[at_++];
    }
    void need(const std::string& word) {
        if (!take(word)) throw std::runtime_error("scope lacks " + word);
    }
    bool either() {
        bool answer = both();
        while (take("or")) {
            const bool right = both();
            answer = answer || right;
        }
        return answer;
    }
    bool both() {
        bool answer = one();
        while (take("and")) {
            const bool right = one();
            answer = answer && right;
        }
        return answer;
    }
    bool one() {
        if (take("not")) return !one();
        if (take("(")) {
            const bool answer = either();
            need(")");
            return answer;
        }
        if (take("true")) return true;
        const std::string value = value_of(take());
        if (take("is")) {
            need("empty");
            return value.empty();
        }
        if (take("in")) return in(value);
        need("=");
        const std::string other = take();
        const std::string& wanted = other == "me"        ? who_.id
                                    : other == "me.team" ? who_.team
                                                         : other;
        return !value.empty() && value == wanted;
    }
    bool in(const std::string& value) {
        if (take("my_teams")) return who_.teams.contains(value);
        need("(");
        bool found = false;
        while (!take(")")) {
            const std::string word = take();
            found = found || word == value;
        }
        return found && !value.empty();
    }
    std::string value_of(const std::string& path) const {
        const auto dot = path.find('.');
        std::string own = row_.value(path.substr(0, dot));
        if (dot == std::string::npos) return own;
        const Row* linked = rights_.find(own);
        return linked ? linked->value(path.substr(dot + 1)) : "";
    }

    const RightsReader& rights_;
    const Subject& who_;
    const Row& row_;
    std::vector<std::string> words_;
    std::size_t at_ = 0;
};

RightsReader::RightsReader() {
    for (const auto& file : embedded_declarations()) {
        if (!file.path.ends_with(".entity.json")) continue;
        Json json = Json::parse(file.bytes);
        const auto key = json.at("entity").get<std::string>();
        entities_[key] = std::move(json);
    }
}

std::vector<std::string> RightsReader::entities() const {
    std::vector<std::string> keys;
    for (const auto& [key, json] : entities_)
        if (!json.value("system", false)) keys.push_back(key);
    return keys;
}

const Json* RightsReader::rights(const Subject& who, const std::string& entity) const {
    const auto all = entities_.at(entity).find("rights");
    if (all == entities_.at(entity).end()) return nullptr;
    if (const auto own = all->find(who.role); own != all->end()) return &*own;
    const auto others = all->find("*");
    return others == all->end() ? nullptr : &*others;
}

bool RightsReader::flag(const Subject& who, const std::string& entity, const char* name) const {
    const Json* of = rights(who, entity);
    return of && of->value(name, false);
}

bool RightsReader::in_scope(const Subject& who, const Row& row, const char* scope) const {
    const Json* of = rights(who, row.entity);
    const std::string text = of ? of->value(scope, "") : "";
    return !text.empty() && ScopeReader(*this, who, row, text).read();
}

bool RightsReader::knows(const Subject& who, const std::string& entity) const {
    const Json* of = rights(who, entity);
    return of && !of->value("see", "").empty();
}

bool RightsReader::sees(const Subject& who, const Row& row) const {
    return in_scope(who, row, "see");
}

bool RightsReader::may_change(const Subject& who, const Row& row) const {
    return in_scope(who, row, "change");
}

bool RightsReader::reads(const Subject& who, const std::string& entity,
                         const std::string& field) const {
    const Json* of = rights(who, entity);
    const Json& declaration = declared(entity, field);
    if (!of || declaration.value("secret", false) || declaration.value("hidden", false))
        return false;
    if (of->value("fields", Json::object()).value(field, "edit") == "none") return false;
    return !declaration.value("personal", false) || of->value("personal", true);
}

bool RightsReader::edits(const Subject& who, const std::string& entity,
                         const std::string& field) const {
    const Json* of = rights(who, entity);
    return reads(who, entity, field) &&
           of->value("fields", Json::object()).value(field, "edit") == "edit";
}

const Row* RightsReader::find(const std::string& id) const {
    const auto found = rows_.find(id);
    return found == rows_.end() ? nullptr : &found->second;
}

std::vector<const Row*> RightsReader::rows_of(const std::string& entity) const {
    std::vector<const Row*> rows;
    for (const auto& [id, row] : rows_)
        if (row.entity == entity) rows.push_back(&row);
    return rows;
}

}  // namespace vigil::testing
