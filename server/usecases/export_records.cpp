#include "usecases/export_records.h"

#include <set>

#include "base/text.h"

namespace vigil {

namespace {

constexpr int page_rows = 500;
constexpr std::size_t titles_max = 50'000;

Fault unknown_field(const std::string& key) {
    const FaultArgs args{{"field", std::string(clip(key, 60))}};
    return {FaultKind::malformed,
            "unknown_field",
            {},
            args,
            {{args.front().second, "unknown_field", args}}};
}

}  // namespace

Result<RecordExport> RecordExport::open(Engine& engine, const Actor& actor,
                                        const ExportRequest& request) {
    RecordExport made(actor);
    made.company_ = engine.company.current();
    const Catalogue& catalogue = *made.company_->catalogue;
    made.entity_ = catalogue.entity(request.entity);
    if (!made.entity_) made.entity_ = catalogue.by_plural(request.entity);
    if (!made.entity_ || made.entity_->system || made.entity_->hidden)
        return fail(FaultKind::malformed, "unknown_entity", {},
                    {{"entity", std::string(clip(request.entity, 60))}});
    VIGIL_DO(made.choose_fields(request.fields));
    ListRequest list;
    list.filter = request.filter;
    list.sort = request.sort.empty() ? "created_at" : request.sort;
    VIGIL_TRY(made.query_, list_query(*made.company_, made.actor_, *made.entity_, list));
    if (made.actor_.permit.is_house())
        made.query_.context = made.company_->house_context(engine.clock.now());
    made.query_.limit = page_rows;
    made.view_ = engine.store.read();
    return made;
}

bool RecordExport::is_shown(int field) const {
    const FieldDef& def = entity_->fields[std::size_t(field)];
    if (def.secret || def.hidden) return false;
    if (actor_.permit.is_house()) return true;
    const auto* rights = actor_.permit.of(*entity_);
    return rights && rights->right_of(field) != Right::none;
}

bool RecordExport::is_masked(int field) const {
    if (actor_.permit.is_house()) return false;
    const auto* rights = actor_.permit.of(*entity_);
    return !rights || rights->is_masked(field);
}

Status RecordExport::choose_fields(const std::vector<std::string>& keys) {
    for (const auto& key : keys) {
        const int field = entity_->index_of(key);
        if (field < 0 || entity_->fields[std::size_t(field)].secret ||
            entity_->fields[std::size_t(field)].hidden)
            return std::unexpected(unknown_field(key));
        if (is_shown(field)) fields_.push_back(field);
    }
    if (!keys.empty()) return {};
    for (std::size_t i = 0; i < entity_->fields.size(); ++i)
        if (!entity_->fields[i].base && is_shown(int(i))) fields_.push_back(int(i));
    return {};
}

Result<std::vector<Record>> RecordExport::next() {
    if (over_) return std::vector<Record>();
    VIGIL_TRY(auto rows, view_->find(query_, actor_.permit));
    over_ = int(rows.size()) < query_.limit;
    if (rows.empty()) return rows;
    VIGIL_TRY(query_.after, place_of(*view_, *company_, query_, rows.back()));
    VIGIL_DO(load_titles(rows));
    return rows;
}

// The names of what these rows link to that are not known yet.
Status RecordExport::load_titles(const std::vector<Record>& rows) {
    if (titles_.size() > titles_max) titles_.clear();
    std::map<std::string, std::set<Id>> wanted;
    for (const auto& row : rows)
        for (const int field : fields_) {
            const FieldDef& def = entity_->fields[std::size_t(field)];
            if (def.kind != FieldKind::link) continue;
            const Id id = id_of(row.values[std::size_t(field)]);
            if (id && !titles_.contains({def.link, id})) wanted[def.link].insert(id);
        }
    for (const auto& [key, ids] : wanted) {
        const EntityDef& target = company_->catalogue->need(key);
        if (key == "user") {  // everybody sees colleagues
            for (const Id id : ids)
                if (const Person* person = company_->person(id)) titles_[{key, id}] = person->name;
            continue;
        }
        VIGIL_TRY(const auto found,
                  view_->get_many(target, {ids.begin(), ids.end()}, actor_.permit));
        VIGIL_TRY(const auto names, names_in_titles(*view_, *company_->catalogue, actor_, found));
        for (const auto& record : found)
            titles_[{key, record.id()}] = title_for(record, actor_.permit, actor_.language, &names);
    }
    return {};
}

std::string RecordExport::title_of_link(int field, Id id) const {
    const auto it = titles_.find({entity_->fields[std::size_t(field)].link, id});
    return it == titles_.end() ? std::string() : it->second;
}

}  // namespace vigil
