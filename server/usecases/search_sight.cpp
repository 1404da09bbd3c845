#include "usecases/search_sight.h"

#include <algorithm>
#include <set>

namespace vigil {

namespace {

constexpr std::size_t most_owners = 60;

using Owners = std::optional<std::set<Id>>;
using Op = Condition::Op;

class Reader {
  public:
    Reader(const Company& company, const ConditionContext& who, int owner)
        : company_(company), who_(who), owner_(owner) {}

    Owners read(const Condition& condition) const {
        switch (condition.op) {
            case Op::any:
                return read_any(condition);
            case Op::all:
                return read_all(condition);
            case Op::eq:
                return read_equal(condition);
            case Op::in:
                return is_team_of_owner(condition.left) && condition.list.size() == 1
                           ? read_teams(condition.list[0])
                           : Owners();
            case Op::empty:
                return is_owner(condition.left) ? Owners({Id{}}) : Owners();
            default:
                return {};
        }
    }

  private:
    bool is_owner(const Term& term) const {
        return term.kind == Term::Kind::field && term.via < 0 && term.field == owner_;
    }
    bool is_team_of_owner(const Term& term) const {
        return term.kind == Term::Kind::field && term.via == owner_ && term.of &&
               term.of->key == "user" && term.field == term.of->index_of("team");
    }
    Owners read_any(const Condition& condition) const {
        std::set<Id> together;
        for (const auto& part : condition.parts) {
            const auto owners = read(*part);
            if (!owners) return {};
            together.insert(owners->begin(), owners->end());
        }
        return together;
    }
    Owners read_all(const Condition& condition) const {
        for (const auto& part : condition.parts)
            if (auto owners = read(*part)) return owners;
        return {};
    }
    Owners read_equal(const Condition& condition) const {
        if (is_owner(condition.left) && condition.right.kind == Term::Kind::me)
            return Owners({who_.me});
        return is_team_of_owner(condition.left) ? read_teams(condition.right) : Owners();
    }
    Owners read_teams(const Term& term) const {
        std::vector<Id> teams;
        if (term.kind == Term::Kind::my_teams)
            teams = who_.my_teams;
        else if (term.kind == Term::Kind::my_team)
            teams = {who_.my_team};
        else
            return {};
        std::set<Id> people;
        for (const auto& [id, person] : company_.people)
            if (std::ranges::find(teams, person.team) != teams.end()) people.insert(id);
        return people;
    }

    const Company& company_;
    const ConditionContext& who_;
    int owner_;
};

}  // namespace

bool takes_from_pool(const Company& company, const Permit& permit, const EntityDef& entity) {
    const int owner = entity.index_of("owner");
    if (owner < 0 || permit.is_house()) return owner >= 0;
    const auto* rights = permit.of(entity);
    if (!rights || !rights->may_change || rights->right_of(owner) != Right::edit) return false;
    if (!rights->change) return true;
    const auto owners = Reader(company, permit.who(), owner).read(*rights->change);
    return !owners || owners->contains(Id{});
}

std::optional<std::vector<Id>> owners_in_sight(const Company& company, const Permit& permit,
                                               const EntityDef& entity) {
    const int owner = entity.index_of("owner");
    const auto* rights = permit.is_house() ? nullptr : permit.of(entity);
    if (owner < 0 || !rights || !rights->see) return std::nullopt;
    const auto owners = Reader(company, permit.who(), owner).read(*rights->see);
    if (!owners || owners->size() > most_owners) return std::nullopt;
    return std::vector<Id>(owners->begin(), owners->end());
}

}  // namespace vigil
