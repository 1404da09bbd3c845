#include "measure/ask_metric.h"

#include <algorithm>
#include <limits>
#include <set>

#include "measure/narrowing.h"
#include "rules/print_condition.h"
#include "usecases/conditions.h"

namespace vigil::measure {

namespace {

constexpr std::string_view team_word = "team";
constexpr int most_priced = 200'000;  // groups of a number in other currencies, by day
constexpr Moment before_all{std::numeric_limits<std::int64_t>::min()};
constexpr Moment after_all{std::numeric_limits<std::int64_t>::max()};
constexpr Day before_all_days{std::numeric_limits<std::int32_t>::min()};

// What a part is known by; those with nothing come last.
using Name = std::vector<std::pair<std::int64_t, std::string>>;
Name name_of(const std::vector<Value>& values) {
    Name name;
    for (const auto& value : values) {
        const auto* truth = std::get_if<bool>(&value);
        if (is_empty(value))
            name.emplace_back(std::numeric_limits<std::int64_t>::max(), "");
        else
            name.emplace_back(truth ? std::int64_t(*truth) : id_of(value).value, text_of(value));
    }
    return name;
}

class Asking {
  public:
    Asking(Engine& engine, const Actor& actor, const MetricAsk& ask)
        : engine_(engine),
          actor_(actor),
          ask_(ask),
          zone_(Zone::find(actor.permit.who().time_zone).value_or(Zone())) {
        answer_.company = engine.company.current();
        answer_.by = ask.by;
        answer_.time_zone = actor.permit.who().time_zone;
        answer_.today = answer_.company->rates->day_of(engine.clock.now());
    }

    Result<MetricAnswer> run() {
        answer_.metric = answer_.company->metric(ask_.key);
        if (!answer_.metric || !sees(actor_.permit, *answer_.metric->entity))
            return fail(FaultKind::not_found, "not_found");
        VIGIL_DO(check_fields());
        VIGIL_DO(read_by());
        VIGIL_DO(read_stretch());
        VIGIL_TRY(narrowing_, narrow_to(*answer_.company, actor_, metric(), ask_));
        answer_.total.filter = narrowing_.text(answer_.from, answer_.to);
        VIGIL_TRY(narrowing_.condition,
                  parse_filter(*answer_.company, actor_, *metric().entity, answer_.total.filter));
        view_ = engine_.store.read();
        VIGIL_DO(count());
        if (ask_.by.empty() && ask_.over) fill_periods();
        if (ask_.plan) VIGIL_DO(plan());
        VIGIL_DO(finish());
        return std::move(answer_);
    }

  private:
    const rules::Metric& metric() const { return *answer_.metric; }
    Status check_fields() const;
    Status read_by();
    Status read_stretch();
    Tally tally() const;
    Status count();
    Status price(const std::vector<TallyRow>& rows);
    Status price_by_day(const std::vector<Day>& changes);
    void price_row(const TallyRow& row, std::optional<Day> period, Day day);
    std::vector<Value> groups_of(const TallyRow& row) const;
    MetricPart& part(std::vector<Value> by, std::optional<Day> period);
    void fill_periods();
    Status plan();
    void plan_of_people(const Goals& goals);
    Goal goal_of(const Goals& goals, const MetricPart& part) const;
    Status finish();
    Status include();

    Engine& engine_;
    const Actor& actor_;
    const MetricAsk& ask_;
    const Zone zone_;
    std::unique_ptr<ReadView> view_;
    Narrowing narrowing_;
    std::vector<Day> periods_;  // first days, and the day after the last one
    std::vector<Value> cuts_;
    std::map<std::pair<Name, Day>, std::size_t> places_;  // in answer_.parts
    MetricAnswer answer_;
};

// Who may not see a field learns nothing of it by sums either.
Status Asking::check_fields() const {
    for (const int field : rules::fields_of(metric()))
        VIGIL_DO(check_reads(actor_.permit, *metric().entity, field));
    return {};
}

Status Asking::read_by() {
    const EntityDef& entity = *metric().entity;
    const auto unknown = [](const std::string& name) {
        return fail(FaultKind::malformed, "by_unknown", {}, {{"name", name.substr(0, 60)}});
    };
    if (ask_.by.size() > 2) return unknown(ask_.by[2]);
    for (const auto& name : ask_.by) {
        const bool team = name == team_word && metric().whose >= 0;
        const int field = team ? metric().whose : entity.index_of(name);
        if (field < 0 || std::ranges::count(ask_.by, name) > 1) return unknown(name);
        const FieldDef& def = entity.fields[std::size_t(field)];
        const bool groups = def.kind == FieldKind::choice || def.kind == FieldKind::link ||
                            def.kind == FieldKind::boolean;
        if (!groups || def.secret || def.hidden) return unknown(name);
        VIGIL_DO(check_reads(actor_.permit, entity, field));
        if (team) {
            const EntityDef& user = answer_.company->catalogue->need("user");
            VIGIL_DO(check_reads(actor_.permit, user, user.index_of("team")));
        }
        answer_.fields.push_back(field);
    }
    return {};
}

// Whole periods where `over` asks for them; the present one if nothing is said.
Status Asking::read_stretch() {
    answer_.over = ask_.over;
    answer_.from = ask_.from;
    answer_.to = ask_.to;
    if (!ask_.over && !ask_.from && !ask_.to) return {};
    if (metric().at < 0) return fail(FaultKind::malformed, "metric_has_no_time");
    const Day today = zone_.to_local(engine_.clock.now()).day;
    if (ask_.over) {
        const Day from = ask_.from.value_or(ask_.to.value_or(today));
        const Day to = ask_.to.value_or(std::max(from, today));
        answer_.from = first_of(*ask_.over, from);
        answer_.to = next_first(*ask_.over, to) + -1;
    }
    if (answer_.from && answer_.to && *answer_.to < *answer_.from)
        return fail(FaultKind::malformed, "ends_before_it_begins");
    if (!ask_.over) return {};
    for (Day first = *answer_.from; first <= *answer_.to; first = next_first(*ask_.over, first)) {
        if (periods_.size() == std::size_t(most_periods))
            return fail(FaultKind::malformed, "too_many_periods", {},
                        {{"limit", std::to_string(most_periods)}});
        periods_.push_back(first);
    }
    periods_.push_back(*answer_.to + 1);
    const bool moments =
        metric().entity->fields[std::size_t(metric().at)].kind == FieldKind::moment;
    for (const Day first : periods_) {
        if (moments)
            cuts_.emplace_back(zone_.to_utc(first, 0));
        else
            cuts_.emplace_back(first);
    }
    return {};
}

Tally Asking::tally() const {
    Tally tally;
    tally.entity = metric().entity;
    tally.where = narrowing_.condition;
    tally.context = actor_.permit.who();
    tally.context.now = engine_.clock.now();
    tally.context.rates = answer_.company->rates;
    for (const int field : answer_.fields)
        if (std::ranges::find(tally.by, field) == tally.by.end()) tally.by.push_back(field);
    if (!cuts_.empty()) tally.cut = metric().at;
    tally.cuts = cuts_;
    tally.sum = metric().sum;
    tally.weigh = metric().weigh;
    tally.limit = 4 * most_parts;
    return tally;
}

// The values of a row's group as they were asked for: the team of whom it counts for among them.
std::vector<Value> Asking::groups_of(const TallyRow& row) const {
    std::vector<Value> values;
    for (std::size_t i = 0; i < ask_.by.size(); ++i) {
        // `owner` and `team` are one group of the tally.
        const bool shared = i == 1 && answer_.fields[0] == answer_.fields[1];
        Value value = row.by[shared ? 0 : i];
        if (ask_.by[i] == team_word && answer_.fields[i] == metric().whose) {
            const Person* person = answer_.company->person(id_of(value));
            value = person && person->team ? Value(person->team) : Value();
        }
        values.push_back(std::move(value));
    }
    return values;
}

MetricPart& Asking::part(std::vector<Value> by, std::optional<Day> period) {
    const auto [place, fresh] =
        places_.try_emplace({name_of(by), period.value_or(Day{})}, answer_.parts.size());
    if (fresh) {
        MetricPart one;
        one.by = std::move(by);
        one.period = period;
        answer_.parts.push_back(std::move(one));
    }
    return answer_.parts[place->second];
}

Status Asking::count() {
    const Tally asked = tally();
    VIGIL_TRY(const auto rows, view_->tally(asked, actor_.permit));
    if (int(rows.size()) == asked.limit)
        return fail(FaultKind::refused, "too_many_parts", {},
                    {{"limit", std::to_string(most_parts)}});
    for (const auto& row : rows) {
        answer_.total.figure.add(row);
        if (ask_.by.empty() && !ask_.over) continue;
        const auto period =
            ask_.over ? std::optional(periods_[std::size_t(row.cut)]) : std::nullopt;
        part(groups_of(row), period).figure.add(row);
    }
    return price(rows);
}

// What has happened is worth what it was on its day; what is planned or stands, what it is today. So is all
// where no other currency is about.
Status Asking::price(const std::vector<TallyRow>& rows) {
    if (metric().sum < 0) return {};
    const ExchangeRates& rates = *answer_.company->rates;
    const auto& fields = metric().entity->fields;
    const bool happened =
        metric().at >= 0 && fields[std::size_t(metric().at)].kind == FieldKind::moment;
    std::set<Currency> others;
    for (const auto& row : rows)
        if (row.currency.letters[0] && row.currency != rates.own()) others.insert(row.currency);
    const bool by_day = happened && !others.empty();
    for (const auto& row : rows) {
        if (by_day && row.currency != rates.own()) continue;
        const auto period =
            ask_.over ? std::optional(periods_[std::size_t(row.cut)]) : std::nullopt;
        price_row(row, period, answer_.today);
    }
    if (!by_day) return {};
    return price_by_day(
        rates.changes({others.begin(), others.end()}, before_all_days, answer_.today));
}

// Counted again, of other currencies alone, in stretches in which no rate changes.
Status Asking::price_by_day(const std::vector<Day>& changes) {
    const ExchangeRates& rates = *answer_.company->rates;
    std::set<Moment> ends{answer_.from ? zone_.to_utc(*answer_.from, 0) : before_all,
                          answer_.to ? zone_.to_utc(*answer_.to + 1, 0) : after_all};
    const Moment first = *ends.begin(), last = *ends.rbegin();
    for (const Value& cut : cuts_) ends.insert(moment_of(cut));
    for (const Day day : changes)
        if (const Moment at = rates.zone().to_utc(day, 0); first < at && at < last) ends.insert(at);
    Tally asked = tally();
    asked.beside = rates.own();
    asked.cut = metric().at;
    asked.cuts.assign(ends.begin(), ends.end());
    asked.limit = most_priced;
    VIGIL_TRY(const auto rows, view_->tally(asked, actor_.permit));
    if (int(rows.size()) == asked.limit)
        return fail(FaultKind::refused, "too_many_parts", {},
                    {{"limit", std::to_string(most_parts)}});
    for (const auto& row : rows) {
        const Moment at = moment_of(asked.cuts[std::size_t(row.cut)]);
        std::optional<Day> period;
        if (ask_.over) {
            const auto next = std::ranges::upper_bound(cuts_, at, {}, moment_of);
            period = periods_[std::size_t(next - cuts_.begin()) - 1];
        }
        price_row(row, period,
                  at == before_all ? before_all_days : std::min(rates.day_of(at), answer_.today));
    }
    return {};
}

void Asking::price_row(const TallyRow& row, std::optional<Day> period, Day day) {
    const auto worth = answer_.company->rates->worth(row.currency, day);
    answer_.total.figure.price(row, worth);
    if (ask_.by.empty() && !ask_.over) return;
    part(groups_of(row), period).figure.price(row, worth);
}

void Asking::fill_periods() {
    for (std::size_t i = 0; i + 1 < periods_.size(); ++i) part({}, periods_[i]);
}

Goal Asking::goal_of(const Goals& goals, const MetricPart& part) const {
    const auto& subject = narrowing_.subject;
    if (!ask_.by.empty()) {
        const Id id = id_of(part.by.front());
        if (ask_.by.size() > 1 || !id) return {};
        if (ask_.by.front() == team_word) return goals.of_team(id, part.period, true);
        return answer_.fields.front() == metric().whose ? goals.of_person(id, part.period) : Goal{};
    }
    if (subject.user) return goals.of_person(subject.user, part.period);
    if (subject.team) return goals.of_team(subject.team, part.period);
    return goals.of_all(part.period);
}

// Who has a plan and nothing to show yet is shown all the same.
void Asking::plan_of_people(const Goals& goals) {
    if (ask_.by.size() != 1 || answer_.fields.front() != metric().whose) return;
    const auto& subject = narrowing_.subject;
    for (const auto& [user, period] : goals.people()) {
        const Person* person = answer_.company->person(user);
        if (!person || (subject.user && subject.user != user)) continue;
        const Team* team = subject.team ? answer_.company->team(subject.team) : nullptr;
        if (team && std::ranges::find(team->tree, person->team) == team->tree.end()) continue;
        const bool by_team = ask_.by.front() == team_word;
        if (by_team && !person->team) continue;
        part({by_team ? person->team : user}, period);
    }
}

Status Asking::plan() {
    if (metric().whose < 0) return fail(FaultKind::malformed, "metric_is_nobodys");
    if (!ask_.filter.empty()) return fail(FaultKind::malformed, "plan_without_filter");
    if (!ask_.over || *ask_.over == Period::day || *ask_.over == Period::week)
        return fail(FaultKind::malformed, "plan_needs_period");
    const Stretches when{*ask_.over, *answer_.from, *answer_.to, zone_, engine_.clock.now()};
    VIGIL_TRY(const auto goals,
              Goals::read(*view_, answer_.company, actor_.permit, metric().key, when));
    plan_of_people(goals);
    for (auto& one : answer_.parts) one.goal = goal_of(goals, one);
    const auto& subject = narrowing_.subject;
    answer_.total.goal = subject.user   ? goals.of_person(subject.user, {})
                         : subject.team ? goals.of_team(subject.team, {})
                                        : goals.of_all({});
    return {};
}

Status Asking::finish() {
    if (int(answer_.parts.size()) > most_parts)
        return fail(FaultKind::refused, "too_many_parts", {},
                    {{"limit", std::to_string(most_parts)}});
    std::ranges::sort(answer_.parts, [](const MetricPart& a, const MetricPart& b) {
        return a.period != b.period ? a.period < b.period : name_of(a.by) < name_of(b.by);
    });
    for (auto& one : answer_.parts) {
        std::vector<std::string> further;
        for (std::size_t i = 0; i < one.by.size(); ++i)
            further.push_back(ask_.by[i] == team_word && answer_.fields[i] == metric().whose
                                  ? team_text(metric(), id_of(one.by[i]))
                                  : value_text(metric(), answer_.fields[i], one.by[i]));
        const auto to =
            one.period ? std::optional(next_first(*ask_.over, *one.period) + -1) : answer_.to;
        one.filter = narrowing_.text(one.period ? one.period : answer_.from, to, further);
    }
    return include();
}

// The names of what the parts are named by, as far as he may see them.
Status Asking::include() {
    const Catalogue& catalogue = *answer_.company->catalogue;
    std::map<std::string, std::set<Id>> wanted;
    for (const auto& one : answer_.parts)
        for (std::size_t i = 0; i < one.by.size(); ++i) {
            const FieldDef& field = metric().entity->fields[std::size_t(answer_.fields[i])];
            const bool team = ask_.by[i] == team_word && answer_.fields[i] == metric().whose;
            if (const Id id = id_of(one.by[i]); id && field.kind == FieldKind::link)
                wanted[team ? "team" : field.link].insert(id);
        }
    for (const auto& [key, ids] : wanted) {
        VIGIL_TRY(const auto records,
                  view_->get_many(catalogue.need(key), {ids.begin(), ids.end()}, actor_.permit));
        for (const auto& record : records)
            answer_.included.push_back(
                {record.id(), key, title_for(record, actor_.permit, actor_.language)});
    }
    return {};
}

}  // namespace

Result<MetricAnswer> ask_metric(Engine& engine, const Actor& actor, const MetricAsk& ask) {
    return Asking(engine, actor, ask).run();
}

bool may_ask(const Company& company, const Actor& actor, const rules::Metric& metric) {
    if (!sees(actor.permit, *metric.entity)) return false;
    for (const int field : rules::fields_of(metric))
        if (!check_reads(actor.permit, *metric.entity, field)) return false;
    return metric.where.empty() ||
           parse_filter(company, actor, *metric.entity, metric.where).has_value();
}

}  // namespace vigil::measure
