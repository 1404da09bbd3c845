// Finds the record that people mean by a text: its id, e-mail, external id, code, name or full name.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "usecases/unit_of_work.h"

namespace vigil {

struct LinkMatch {
    enum class Kind { none, one, several };
    Kind kind = Kind::none;
    Id id{};
    // Found only when spaces, case and punctuation are left out: "GTXPro" for "GTX Pro". Say so.
    bool loosely = false;
};

// For many look-ups in one entity by one thread. Small entities (up to `index_max` records in his sight)
// are read once and kept; of large ones each text is asked for, by the fields that have a key or, if
// there are none, by equality.
class LinkFinder {
  public:
    static constexpr int index_max = 50'000;

    // `by`: the key of the one field to look at; "" = all that identify a record of `target`.
    LinkFinder(std::string target, std::string by)
        : target_(std::move(target)), by_(std::move(by)) {}

    Result<LinkMatch> find(UnitOfWork& work, std::string_view text);
    // A record staged meanwhile by the unit of work; `forget` it when it is not going to be written, all of
    // them when the unit is dropped; `keep_new` when it was committed.
    void add_new(const Record& record);
    void forget(const Record& record);
    void forget_new();
    void keep_new() { fresh_.clear(); }

  private:
    using Index = std::unordered_map<std::string, std::vector<Id>>;

    Status load(UnitOfWork& work);
    Status read_all(UnitOfWork& work, const EntityDef& entity);
    // The keys a record is known by, exact and loose.
    std::vector<std::string> names_of(const Record& record) const;
    void enter(const Record& record);
    LinkMatch look_up(std::string_view text) const;
    Result<LinkMatch> ask(UnitOfWork& work, std::string_view text);

    std::string target_, by_;
    std::optional<bool> indexed_;
    Index exact_, loose_;
    std::unordered_map<std::string, LinkMatch> asked_;  // of large entities, by folded text
    std::vector<Record> fresh_;
};

// Letters and digits alone, folded.
std::string loose_key(std::string_view text);

}  // namespace vigil
