#include "usecases/import_rows.h"

#include <algorithm>

#include "base/email.h"
#include "base/phone.h"
#include "base/text.h"
#include "model/write_json.h"
#include "usecases/check_people.h"
#include "usecases/conditions.h"
#include "usecases/create_record.h"
#include "usecases/find_same.h"
#include "usecases/import_job.h"
#include "usecases/update_record.h"

namespace vigil {

namespace {

const Value& value_of(const RecordInput& values, int field) {
    static const Value none;
    for (const auto& [index, value] : values)
        if (index == field) return value;
    return none;
}

// What two values that mean the same have in common.
std::string key_text(const FieldDef& field, const Value& value, const std::string& region) {
    if (const auto* text = std::get_if<std::string>(&value))
        return field.kind == FieldKind::phone ? phone_key(*text, region) : fold(*text);
    std::string text;
    write_json(text, field, value);
    return text;
}

std::vector<int> fields_of(const EntityDef& entity, const std::vector<std::string>& keys) {
    std::vector<int> fields;
    for (const auto& key : keys)
        if (const int index = entity.index_of(key); index >= 0) fields.push_back(index);
    return fields;
}

// What is wrong with one row and leaves the others alone.
bool concerns_the_row(const Fault& fault) {
    return fault.kind == FaultKind::refused || fault.kind == FaultKind::forbidden ||
           fault.kind == FaultKind::not_found || fault.kind == FaultKind::conflict;
}

// The first field among columns "team,metric"; the key beside a field ("email_key") stands for it.
std::string field_among(const EntityDef& entity, std::string_view columns) {
    while (!columns.empty()) {
        std::string_view one = columns.substr(0, columns.find(','));
        columns.remove_prefix(std::min(columns.size(), one.size() + 1));
        for (const std::string_view suffix : {"", "_key", "_currency"})
            if (one.ends_with(suffix))
                if (const auto key = one.substr(0, one.size() - suffix.size()); entity.field(key))
                    return std::string(key);
    }
    return {};
}

std::vector<FieldFault> faults_of(const EntityDef& entity, const Fault& fault) {
    if (!fault.fields.empty()) return fault.fields;
    std::string field;
    for (const auto& [name, value] : fault.args)
        if (name == "index" || name == "field" || name == "columns")
            field = field_among(entity, value);
    return {{field, fault.code, fault.args}};
}

void count(ImportTotals& totals, const RowOutcome& outcome) {
    using Kind = RowOutcome::Kind;
    totals.created += outcome.kind == Kind::created;
    totals.updated += outcome.kind == Kind::updated;
    totals.unchanged += outcome.kind == Kind::unchanged;
    totals.refused += outcome.kind == Kind::refused;
    if (outcome.kind != Kind::refused) totals.warnings += std::int64_t(outcome.warnings.size());
}

// The name a record made for a link gets.
RecordInput named(const EntityDef& entity, const std::string& text) {
    const auto set = [&](std::string_view key, std::string value) {
        return RecordInput{{entity.index_of(key), Value(std::move(value))}};
    };
    if (entity.index_of("email") >= 0 && valid_email(text)) return set("email", text);
    if (entity.index_of("name") >= 0) return set("name", text);
    if (entity.index_of("last_name") >= 0 && entity.index_of("first_name") >= 0) {
        const auto space = text.rfind(' ');
        if (space == std::string::npos) return set("last_name", text);
        auto input = set("last_name", text.substr(space + 1));
        input.emplace_back(entity.index_of("first_name"), Value(text.substr(0, space)));
        return input;
    }
    for (const auto& title : entity.title)
        if (entity.index_of(title) >= 0) return set(title, text);
    return {};
}

}  // namespace

std::string match_key(const EntityDef& entity, const std::vector<int>& fields,
                      const RecordInput& values, const std::string& phone_region) {
    std::string key;
    for (const int field : fields) {
        const Value& value = value_of(values, field);
        if (is_empty(value)) return {};
        key += key_text(entity.fields[std::size_t(field)], value, phone_region);
        key += '\x1f';
    }
    return key;
}

LinkFinder& RowImporter::finder(const std::string& target, const std::string& by) {
    return finders_.try_emplace({target, by}, target, by).first->second;
}

void RowImporter::tell_finders(const Record& made) {
    for (auto& [key, finder] : finders_)
        if (key.first == made.entity->key) finder.add_new(made);
}

void RowImporter::settle(bool kept) {
    for (auto& [key, finder] : finders_) {
        if (!kept) finder.forget_new();
        finder.keep_new();
    }
    if (kept)
        settled_turns_ = spec_.turns;
    else
        spec_.turns = settled_turns_;
    if (kept && spec_.dry_run)
        for (const auto& [key, id] : placed_) would_make_.insert(key);
    placed_.clear();
}

Result<std::vector<RowOutcome>> RowImporter::write(std::span<const ImportRow> rows,
                                                   std::int64_t refused_before) {
    constexpr int tries = 5;
    for (int i = 1;; ++i) {
        auto done = try_chunk(rows, refused_before);
        settle(done.has_value());
        if (!done && done.error().code == "changed_meanwhile" && i < tries) continue;
        if (!done && rows.size() > 1 && concerns_the_row(done.error()))
            return one_by_one(rows, refused_before);
        if (!done && rows.size() == 1 && concerns_the_row(done.error())) {
            RowOutcome refused;
            const auto company = engine_.company.current();
            refused.faults = faults_of(company->catalogue->need(spec_.entity), done.error());
            done = Outcomes{std::move(refused)};
        }
        if (done) totals_ = totals_with(*done, refused_before);
        return done;
    }
}

// The store would not take the chunk as a whole; so each row alone, and one of them will be told why.
Result<std::vector<RowOutcome>> RowImporter::one_by_one(std::span<const ImportRow> rows,
                                                        std::int64_t refused_before) {
    Outcomes outcomes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        VIGIL_TRY(auto one, write(rows.subspan(i, 1), i == 0 ? refused_before : 0));
        outcomes.push_back(std::move(one.front()));
    }
    return outcomes;
}

ImportTotals RowImporter::totals_with(const Outcomes& outcomes, std::int64_t refused_before) const {
    ImportTotals totals = totals_;
    totals.refused += refused_before;
    for (const auto& outcome : outcomes) count(totals, outcome);
    return totals;
}

Result<std::vector<RowOutcome>> RowImporter::try_chunk(std::span<const ImportRow> rows,
                                                       std::int64_t refused_before) {
    UnitOfWork work(engine_, actor_, engine_.clock.now());
    if (spec_.job) work.belongs_to(spec_.job);
    VIGIL_TRY(const auto found, find_matches(work, rows));
    Outcomes outcomes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        VIGIL_TRY(auto outcome, place(work, rows[i], found[i]));
        outcomes.push_back(std::move(outcome));
    }
    if (spec_.dry_run) return outcomes;
    VIGIL_DO(tell_job(work, totals_with(outcomes, refused_before)));
    VIGIL_DO(check_people(work));
    VIGIL_DO(work.commit());
    return outcomes;
}

// In the chunk's own transaction, so that the job never says more or less than what was written.
Status RowImporter::tell_job(UnitOfWork& work, const ImportTotals& totals) {
    if (!spec_.job) return {};
    return stage_job_progress(work, spec_.job, totals.rows(), totals.refused);
}

Result<RowImporter::Found> RowImporter::find_matches(UnitOfWork& work,
                                                     std::span<const ImportRow> rows) {
    const EntityDef& entity = work.entity(spec_.entity);
    const auto fields = fields_of(entity, spec_.match);
    if (fields.empty()) return Found(rows.size());
    const auto by_key = std::ranges::find_if(
        fields, [&](int field) { return entity.fields[std::size_t(field)].key_column; });
    if (by_key == fields.end()) return find_by_field(work, rows, fields);
    Found found(rows.size());
    const std::string& region = work.company().settings.phone_region;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string wanted = match_key(entity, fields, rows[i].values, region);
        if (wanted.empty()) continue;
        VIGIL_TRY(const auto same, find_same(work.view(), work.company(), entity, *by_key,
                                             value_of(rows[i].values, *by_key), actor_.permit));
        for (const auto& record : same) {
            RecordInput values;
            for (const int one : fields) values.emplace_back(one, record.values[std::size_t(one)]);
            if (!record.removed() && match_key(entity, fields, values, region) == wanted)
                found[i].push_back(record.id());
        }
    }
    return found;
}

// One look for the whole chunk: the field may have no index.
Result<RowImporter::Found> RowImporter::find_by_field(UnitOfWork& work,
                                                      std::span<const ImportRow> rows,
                                                      const std::vector<int>& fields) {
    const EntityDef& entity = work.entity(spec_.entity);
    const std::string& region = work.company().settings.phone_region;
    std::map<std::string, std::vector<std::size_t>> wanted;
    std::vector<ConditionPtr> parts;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string key = match_key(entity, fields, rows[i].values, region);
        if (key.empty()) continue;
        auto& users = wanted[key];
        if (users.empty())
            parts.push_back(field_equals(entity, fields[0], value_of(rows[i].values, fields[0])));
        users.push_back(i);
    }
    Found found(rows.size());
    constexpr std::size_t at_once = 100;
    for (std::size_t from = 0; from < parts.size(); from += at_once) {
        const auto to = std::min(parts.size(), from + at_once);
        Query query;
        query.entity = &entity;
        query.where = any_of({parts.begin() + long(from), parts.begin() + long(to)});
        query.limit = 100'000;
        VIGIL_TRY(const auto records, work.view().find(query, actor_.permit));
        for (const auto& record : records) {
            RecordInput values;
            for (const int one : fields) values.emplace_back(one, record.values[std::size_t(one)]);
            const auto it = wanted.find(match_key(entity, fields, values, region));
            if (it == wanted.end()) continue;
            for (const std::size_t i : it->second)
                if (std::ranges::find(found[i], record.id()) == found[i].end())
                    found[i].push_back(record.id());
        }
    }
    return found;
}

Result<RowOutcome> RowImporter::place(UnitOfWork& work, const ImportRow& row,
                                      const std::vector<Id>& found) {
    const EntityDef& entity = work.entity(spec_.entity);
    const std::size_t staged_before = work.staged().size();
    RowOutcome outcome;
    RecordInput values = row.values;
    for (const auto& link : row.links) {
        VIGIL_TRY(const Id id, resolve(work, entity, link, outcome));
        if (id) values.emplace_back(link.spec->field, Value(id));
    }
    Status written;
    if (outcome.faults.empty()) written = write_row(work, row, found, std::move(values), outcome);
    if (!written) {
        if (!concerns_the_row(written.error())) return pass_on(std::move(written).error());
        outcome.faults = faults_of(entity, written.error());
    }
    if (outcome.faults.empty()) {
        for (const auto& link : row.links) VIGIL_DO(fill_linked(work, entity, link, outcome));
        return outcome;
    }
    // What it had staged before it failed: linked records made for it alone.
    outcome.kind = RowOutcome::Kind::refused;
    outcome.record = {};
    while (work.staged().size() > staged_before) {
        const Record& gone = work.staged().back().after;
        for (auto& [key, finder] : finders_)
            if (key.first == gone.entity->key) finder.forget(gone);
        std::erase_if(placed_, [&](const auto& one) { return one.second == gone.id(); });
        work.staged().pop_back();
    }
    return outcome;
}

Status RowImporter::write_row(UnitOfWork& work, const ImportRow& row, const std::vector<Id>& found,
                              RecordInput values, RowOutcome& outcome) {
    const EntityDef& entity = work.entity(spec_.entity);
    if (found.size() > 1) {
        outcome.faults.push_back(
            {spec_.match.front(), "match_several", {{"n", std::to_string(found.size())}}});
        return {};
    }
    const std::string key = match_key(entity, fields_of(entity, spec_.match), values,
                                      work.company().settings.phone_region);
    Id stored = found.empty() ? Id{} : found.front();
    if (const auto it = placed_.find(key); !stored && !key.empty() && it != placed_.end())
        stored = it->second;
    if (stored) {
        VIGIL_TRY(const Record before, work.need(entity, stored));
        VIGIL_TRY(const Record after, stage_update(work, entity, stored, values, "import"));
        outcome.kind =
            after.values == before.values ? RowOutcome::Kind::unchanged : RowOutcome::Kind::updated;
        outcome.record = stored;
        return {};
    }
    VIGIL_TRY(const Record made, create(work, row, std::move(values)));
    const bool again = spec_.dry_run && !key.empty() && would_make_.contains(key);
    outcome.kind = again ? RowOutcome::Kind::updated : RowOutcome::Kind::created;
    outcome.record = made.id();
    if (entity.field("owner")) outcome.owner = made.link("owner");
    if (!key.empty()) placed_[key] = made.id();
    return {};
}

// Whose turn it was keeps it when his record does not come about.
Result<Record> RowImporter::create(UnitOfWork& work, const ImportRow& row, RecordInput values) {
    for (const auto& [index, value] : row.defaults)
        if (is_empty(value_of(values, index))) values.emplace_back(index, value);
    std::vector<ImportTurns*> taken;
    for (auto& turns : spec_.turns) {
        if (!is_empty(value_of(values, turns.field))) continue;
        values.emplace_back(turns.field, Value(turns.among[turns.next]));
        taken.push_back(&turns);
    }
    VIGIL_TRY(Record made, stage_create(work, work.entity(spec_.entity), values));
    for (auto* turns : taken) turns->next = (turns->next + 1) % turns->among.size();
    tell_finders(made);
    return made;
}

Result<Id> RowImporter::resolve(UnitOfWork& work, const EntityDef& entity, const ImportLink& link,
                                RowOutcome& outcome) {
    const FieldDef& field = entity.fields[std::size_t(link.spec->field)];
    if (link.text.empty()) return Id{};
    LinkFinder& look = finder(field.link, link.spec->by);
    VIGIL_TRY(const auto match, look.find(work, link.text));
    const FaultArgs args{{"value", std::string(clip(link.text, 60))}};
    if (match.kind == LinkMatch::Kind::several) {
        outcome.faults.push_back({field.key, "link_several", args});
        return Id{};
    }
    if (match.kind == LinkMatch::Kind::one) {
        if (match.loosely) outcome.warnings.push_back({field.key, "link_loosely", args});
        return match.id;
    }
    if (link.spec->missing == LinkSpec::Missing::create) {
        auto made = make_linked(work, work.entity(field.link), link);
        if (made) return *made;
        if (!concerns_the_row(made.error())) return pass_on(std::move(made).error());
        for (const auto& fault : faults_of(work.entity(field.link), made.error()))
            outcome.faults.push_back({field.key,
                                      "link_not_made",
                                      {args.front(), {"why", fault.field + " " + fault.code}}});
        return Id{};
    }
    auto& list =
        link.spec->missing == LinkSpec::Missing::refuse ? outcome.faults : outcome.warnings;
    list.push_back({field.key, "link_unknown", args});
    return Id{};
}

Result<Id> RowImporter::make_linked(UnitOfWork& work, const EntityDef& target,
                                    const ImportLink& link) {
    RecordInput input = named(target, link.text);
    if (!link.spec->by.empty()) input = {{target.index_of(link.spec->by), Value(link.text)}};
    for (const auto& [index, value] : link.make)
        if (is_empty(value_of(input, index))) input.emplace_back(index, value);
    VIGIL_TRY(const auto made, stage_create(work, target, input, Owed::by_the_program));
    tell_finders(made);
    if (target.key == spec_.entity)  // its own row may come later
        if (const auto key = match_key(target, fields_of(target, spec_.match), input,
                                       work.company().settings.phone_region);
            !key.empty())
            placed_[key] = made.id();
    return made.id();
}

Status RowImporter::fill_linked(UnitOfWork& work, const EntityDef& entity, const ImportLink& link,
                                RowOutcome& outcome) {
    if (link.fill.empty() || link.text.empty()) return {};
    const FieldDef& field = entity.fields[std::size_t(link.spec->field)];
    const EntityDef& target = work.entity(field.link);
    VIGIL_TRY(const auto match, finder(field.link, link.spec->by).find(work, link.text));
    if (match.kind != LinkMatch::Kind::one) return {};
    VIGIL_TRY(const Record linked, work.need(target, match.id));
    RecordInput input;
    for (const auto& further : link.fill) {
        if (further.text.empty() || !is_empty(linked.values[std::size_t(further.spec->field)]))
            continue;
        RowOutcome aside;
        VIGIL_TRY(const Id id, resolve(work, target, further, aside));
        for (auto* list : {&aside.faults, &aside.warnings})
            for (auto& one : *list)
                outcome.warnings.push_back({field.key + "." + one.field, one.code, one.args});
        if (id && id != match.id) input.emplace_back(further.spec->field, Value(id));
    }
    if (input.empty()) return {};
    auto filled = stage_update(work, target, match.id, input, "import");
    if (filled || concerns_the_row(filled.error())) return {};
    return pass_on(std::move(filled).error());
}

}  // namespace vigil
