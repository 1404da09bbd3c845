#include "in/import/import_file.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <nlohmann/json.hpp>

#include "base/phone.h"
#include "in/import/refused.h"
#include "in/import/row_builder.h"
#include "model/parse_json.h"
#include "usecases/change_model.h"
#include "usecases/rights_of_now.h"

namespace vigil::import {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t chunk_rows = 1'000, remarks_max = 1'000, sample_rows = 10;

Result<CsvFile> open_file(const ImportOrder& order) {
    VIGIL_TRY(auto bytes, order.open());
    OpenOptions options;
    options.encoding = order.map.encoding;
    if (order.map.delimiter) {
        Dialect dialect;
        dialect.delimiter = *order.map.delimiter;
        options.dialect = dialect;
    }
    return CsvFile::open(std::move(bytes), options);
}

// Cells of the rows of a chunk, kept until it is known whether they are refused.
class KeptRows {
  public:
    void keep(const CsvRow& row) {
        rows_.push_back({row.line, ends_.size(), row.cells.size()});
        for (const auto cell : row.cells) {
            text_ += cell;
            ends_.push_back(text_.size());
        }
    }
    std::uint64_t line(std::size_t i) const { return rows_[i].line; }
    std::vector<std::string_view> cells(std::size_t i) const {
        std::vector<std::string_view> cells;
        for (std::size_t n = 0; n < rows_[i].count; ++n) {
            const std::size_t at = rows_[i].first + n, from = at == 0 ? 0 : ends_[at - 1];
            cells.push_back(std::string_view(text_).substr(from, ends_[at] - from));
        }
        return cells;
    }
    std::size_t size() const { return rows_.size(); }

  private:
    struct Kept {
        std::uint64_t line;
        std::size_t first, count;
    };
    std::string text_;
    std::vector<std::size_t> ends_;
    std::vector<Kept> rows_;
};

// What is written in one transaction.
struct Chunk {
    KeptRows kept;
    std::vector<ImportRow> rows;
    // By kept row; not empty = refused before it is staged.
    std::vector<std::vector<FieldFault>> unreadable;
};

// Tells at most every 100 ms.
class Progress {
  public:
    explicit Progress(const ImportOrder& order) : order_(order) {}
    void tell(std::int64_t done, std::int64_t total, bool last = false) {
        if (!order_.progress) return;
        const auto now = std::chrono::steady_clock::now();
        if (!last && now - told_ < std::chrono::milliseconds(100)) return;
        told_ = now;
        order_.progress(done, total);
    }

  private:
    const ImportOrder& order_;
    std::chrono::steady_clock::time_point told_{};
};

class Run {
  public:
    Run(Engine& engine, const Actor& actor, const ImportOrder& order)
        : engine_(engine), actor_(actor), order_(order), progress_(order) {}

    Result<ImportPlan> plan();
    Result<ImportResult> run();
    void tell_plan(const ImportPlan& plan);
    ImportResult take() { return std::move(result_); }

  private:
    Status write(const ImportPlan& first, ImportSpec spec);
    Status change_the_model(const ImportPlan& plan, Id job);
    Result<Id> linked(UnitOfWork& look, const FieldDef& field, const std::string& text);
    Result<RecordInput> defaults(const ImportPlan& plan);
    Result<std::vector<ImportTurns>> turns(const ImportPlan& plan);
    Status begin_job(const ImportPlan& plan, ImportSpec& spec);
    Status read_rows(const ImportPlan& plan, const RowBuilder& builder, RowImporter& importer);
    Result<Chunk> read_chunk(const ImportPlan& plan, const RowBuilder& builder,
                             CsvFile& file) const;
    Status flush(const ImportPlan& plan, RowImporter& importer);
    void note_outcomes(const ImportPlan& plan, const std::vector<RowOutcome>& outcomes);
    void note(const ImportPlan& plan, std::size_t row, const std::vector<FieldFault>& faults,
              bool refused);
    std::string reason(const ImportPlan& plan, const FieldFault& fault) const;
    std::string language() const {
        return !order_.language.empty()      ? order_.language
               : order_.map.language.empty() ? "en"
                                             : order_.map.language;
    }
    std::unique_ptr<RefusedWriter> writer(const std::function<void(std::string_view)>& sink) const;

    Engine& engine_;
    Actor actor_;
    const ImportOrder& order_;
    Progress progress_;
    ImportResult result_;
    std::vector<std::string> header_;
    char delimiter_ = ',';
    Chunk chunk_;  // the one being written
    std::unique_ptr<RefusedWriter> refused_, warned_;
};

Result<ImportPlan> Run::plan() {
    VIGIL_TRY(CsvFile file, open_file(order_));
    header_ = file.header();
    const auto& dialect = file.sniffed().dialect;
    if (dialect.delimiter.size() == 1) delimiter_ = dialect.delimiter[0];
    VIGIL_TRY(ImportPlan plan,
              ImportPlan::make(engine_.company.current(), order_.entity, order_.map, header_));
    CsvRow row;
    for (;;) {
        VIGIL_TRY(const bool more, file.next(row));
        if (!more) break;
        if (order_.plan_rows_max > 0 && plan.rows() >= order_.plan_rows_max) {
            result_.rows_complete = false;
            break;
        }
        plan.see(row);
        if (result_.sample.size() < sample_rows)
            result_.sample.emplace_back(row.cells.begin(), row.cells.end());
        if (plan.rows() % 1'000 == 0) progress_.tell(std::int64_t(plan.rows()), 0);
    }
    VIGIL_DO(plan.decide());
    result_.comments = std::int64_t(file.comments());
    result_.empty_rows = std::int64_t(file.empty_rows());
    result_.rows_seen = std::int64_t(plan.rows());
    result_.delimiter = dialect.delimiter;
    result_.encoding = encoding_name(file.encoding().value_or(Encoding::utf8));
    return plan;
}

void Run::tell_plan(const ImportPlan& plan) {
    result_.columns = plan.columns();
    for (const auto& column : result_.columns) {
        if (column.how == "none") result_.unmatched.push_back(column.header);
        for (const auto& one : column.assumptions)
            result_.assumptions.push_back(
                {0, column.header, one.code,
                 order_.words ? order_.words->text(language(), one.code, one.args) : one.code});
    }
}

// New own fields and choices, before the first row.
Status Run::change_the_model(const ImportPlan& plan, Id job) {
    for (const auto& column : plan.columns()) {
        std::vector<NewChoice> choices;
        for (const auto& text : column.new_choices) choices.push_back({choice_key(text), text});
        const bool fresh = column.how == "own_field" && column.index < 0;
        if (fresh) {
            auto json = OrderedJson::parse(column.map.create);
            json["key"] = column.field;
            if (!json.contains("label")) json["label"] = column.header;
            VIGIL_DO(add_field(engine_, actor_, plan.entity().key, json.dump(), job));
        }
        if (!choices.empty())
            VIGIL_DO(add_choices(engine_, actor_, plan.entity().key, column.field, choices, job));
    }
    return {};
}

Result<Id> Run::linked(UnitOfWork& look, const FieldDef& field, const std::string& text) {
    LinkFinder finder(field.link, "");
    VIGIL_TRY(const auto match, finder.find(look, text));
    if (match.kind != LinkMatch::Kind::one)
        return fail_field(field.key, "link_unknown", {{"value", text}});
    return match.id;
}

std::unexpected<Fault> not_importable(const std::string& key) {
    return fail(FaultKind::malformed, "import_unknown_field", {}, {{"field", key}});
}

// The map's `set`, read once; links by what identifies them.
Result<RecordInput> Run::defaults(const ImportPlan& plan) {
    RecordInput input;
    const EntityDef& entity = plan.entity();
    UnitOfWork look(engine_, actor_, engine_.clock.now());
    for (const auto& [key, text] : order_.map.set) {
        const FieldDef* field = entity.field(key);
        if (!field || !is_importable(*field)) return not_importable(key);
        const auto json = nlohmann::json::parse(text);
        if (field->kind == FieldKind::link && json.is_string()) {
            VIGIL_TRY(const Id id, linked(look, *field, json.get<std::string>()));
            input.emplace_back(entity.index_of(key), Value(id));
            continue;
        }
        VIGIL_TRY(auto value, parse_value(*field, json));
        input.emplace_back(entity.index_of(key), std::move(value));
    }
    return input;
}

Result<std::vector<ImportTurns>> Run::turns(const ImportPlan& plan) {
    std::vector<ImportTurns> all;
    UnitOfWork look(engine_, actor_, engine_.clock.now());
    for (const auto& [key, texts] : order_.map.spread) {
        const FieldDef* field = plan.entity().field(key);
        if (!field || !is_importable(*field) || field->kind != FieldKind::link)
            return not_importable(key);
        ImportTurns& turns = all.emplace_back(plan.entity().index_of(key));
        for (const auto& text : texts) {
            VIGIL_TRY(const Id id, linked(look, *field, text));
            turns.among.push_back(id);
        }
    }
    return all;
}

Status Run::begin_job(const ImportPlan& plan, ImportSpec& spec) {
    const auto rows = std::int64_t(plan.rows());
    if (order_.job) VIGIL_DO(set_job_number(engine_, order_.job, "total", rows));
    if (!order_.job && !order_.dry_run) {
        VIGIL_TRY(spec.job, start_import_job(engine_, actor_, order_.input, rows));
    }
    result_.job = spec.job;
    return {};
}

std::unique_ptr<RefusedWriter> Run::writer(
    const std::function<void(std::string_view)>& sink) const {
    return std::make_unique<RefusedWriter>(sink, header_, delimiter_);
}

std::string Run::reason(const ImportPlan& plan, const FieldFault& fault) const {
    if (!order_.words) return fault.code;
    FaultArgs args = fault.args;
    const auto named = [&](std::string_view name) {
        return std::ranges::any_of(args, [&](const auto& one) { return one.first == name; });
    };
    const FieldDef* field = plan.entity().field(fault.field);
    if (!named("field"))
        args.emplace_back("field", field ? std::string(field->label.in(language())) : fault.field);
    if (!named("value")) args.emplace_back("value", "");
    return order_.words->text(language(), fault.code, args);
}

void Run::note(const ImportPlan& plan, std::size_t row, const std::vector<FieldFault>& faults,
               bool refused) {
    auto& list = refused ? result_.refused : result_.warnings;
    const auto& sink = refused ? order_.refused : order_.warned;
    auto& out = refused ? refused_ : warned_;
    RefusedCell all{chunk_.kept.line(row), {}, {}};
    for (const auto& fault : faults) {
        const std::string column = plan.header_of(fault.field);
        const std::string text = reason(plan, fault);
        if (list.size() < remarks_max)
            list.push_back({chunk_.kept.line(row), column, fault.code, text});
        if (refused)
            result_.wrong.add(header_, chunk_.kept.cells(row),
                              {chunk_.kept.line(row), column, fault.code, text});
        if (all.reason.empty()) all.column = column;
        all.reason += (all.reason.empty() ? "" : " ") + text;
    }
    if (!sink) return;
    if (!out) out = writer(sink);
    out->add(chunk_.kept.cells(row), all);
}

void Run::note_outcomes(const ImportPlan& plan, const std::vector<RowOutcome>& outcomes) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < chunk_.kept.size(); ++i) {
        if (!chunk_.unreadable[i].empty()) {
            note(plan, i, chunk_.unreadable[i], true);
            continue;
        }
        const RowOutcome& outcome = outcomes[next++];
        if (result_.given_to && outcome.kind == RowOutcome::Kind::created)
            result_.given_to->add(outcome.owner);
        if (outcome.kind == RowOutcome::Kind::refused)
            note(plan, i, outcome.faults, true);
        else if (!outcome.warnings.empty())
            note(plan, i, outcome.warnings, false);
    }
}

Status Run::flush(const ImportPlan& plan, RowImporter& importer) {
    if (order_.stopped && order_.stopped())
        return fail(FaultKind::unavailable, "import_interrupted");
    VIGIL_TRY(const auto outcomes,
              importer.write(chunk_.rows, std::int64_t(chunk_.kept.size() - chunk_.rows.size())));
    note_outcomes(plan, outcomes);
    progress_.tell(importer.totals().rows(), std::int64_t(plan.rows()));
    return {};
}

// Empty at the end of the file. Runs beside flush() and touches nothing of ours that changes.
Result<Chunk> Run::read_chunk(const ImportPlan& plan, const RowBuilder& builder,
                              CsvFile& file) const {
    Chunk chunk;
    CsvRow row;
    while (chunk.kept.size() < chunk_rows) {
        VIGIL_TRY(const bool more, file.next(row));
        if (!more) break;
        chunk.kept.keep(row);
        ImportRow made;
        std::vector<FieldFault> faults;
        for (const auto& fault : row.faults) {
            const bool has_column = fault.column >= 0 && std::size_t(fault.column) < header_.size();
            faults.push_back(
                {has_column ? plan.columns()[std::size_t(fault.column)].field : "", fault.code});
        }
        if (faults.empty()) faults = builder.build(row, made);
        // The dearest thing about a row; it is remembered for whoever writes it.
        for (const auto& [index, value] : made.values)
            if (const auto* text = std::get_if<std::string>(&value);
                text && plan.entity().fields[std::size_t(index)].kind == FieldKind::phone)
                (void)phone_key(*text);
        if (faults.empty()) chunk.rows.push_back(std::move(made));
        chunk.unreadable.push_back(std::move(faults));
    }
    return chunk;
}

// One thread reads the next chunk while the other writes this one.
Status Run::read_rows(const ImportPlan& plan, const RowBuilder& builder, RowImporter& importer) {
    VIGIL_TRY(CsvFile file, open_file(order_));
    const auto read = [&] { return read_chunk(plan, builder, file); };
    const auto how = std::launch::async | std::launch::deferred;  // when no thread is to be had
    for (auto next = std::async(how, read);;) {
        VIGIL_TRY(chunk_, next.get());
        if (chunk_.kept.size() == 0) break;
        next = std::async(how, read);
        VIGIL_DO(flush(plan, importer));
    }
    progress_.tell(importer.totals().rows(), std::int64_t(plan.rows()), true);
    return {};
}

Status Run::write(const ImportPlan& first, ImportSpec spec) {
    std::optional<ImportPlan> bound;
    if (!order_.dry_run) {
        VIGIL_DO(change_the_model(first, spec.job));
        VIGIL_TRY(actor_, with_rights_of_now(engine_, actor_));
        VIGIL_TRY(bound, first.rebound(engine_.company.current()));
    }
    const ImportPlan& plan = bound ? *bound : first;
    tell_plan(plan);
    VIGIL_TRY(const RecordInput set, defaults(plan));
    VIGIL_TRY(spec.turns, turns(plan));
    if (plan.entity().field("owner")) result_.given_to.emplace(engine_.company.current());
    RowImporter importer(engine_, actor_, spec);
    const Status done = read_rows(plan, RowBuilder(plan, set), importer);
    result_.totals = importer.totals();
    return done;
}

Result<ImportResult> Run::run() {
    VIGIL_TRY(const ImportPlan first, plan());
    ImportSpec spec{first.entity().key, order_.map.match, order_.job, order_.dry_run};
    VIGIL_DO(begin_job(first, spec));
    const Status done = write(first, spec);
    if (spec.job && !order_.job)
        VIGIL_DO(finish_job(engine_, spec.job, done ? "done" : "failed",
                            done ? to_json(result_) : fault_json(done.error())));
    if (!done) return pass_on(done.error());
    return std::move(result_);
}

OrderedJson remarks_json(const std::vector<Remark>& remarks) {
    OrderedJson list = OrderedJson::array();
    for (const auto& one : remarks)
        list.push_back(
            {{"line", one.line}, {"column", one.column}, {"code", one.code}, {"reason", one.text}});
    return list;
}

OrderedJson columns_json(const ImportResult& result) {
    OrderedJson columns = OrderedJson::array();
    for (const auto& column : result.columns) {
        OrderedJson one{{"header", column.header}, {"field", column.field}, {"how", column.how}};
        if (column.how == "name") one["confidence"] = column.confidence;
        if (!column.rivals.empty()) one["rivals"] = column.rivals;
        one["examples"] = column.examples;
        for (const auto& kept : column.kept) one["kept"].push_back(OrderedJson::parse(kept));
        columns.push_back(std::move(one));
    }
    return columns;
}

OrderedJson assumptions_json(const ImportResult& result) {
    OrderedJson list = OrderedJson::array();
    for (const auto& one : result.assumptions)
        list.push_back({{"column", one.column}, {"code", one.code}, {"text", one.text}});
    return list;
}

}  // namespace

Status check_import(Engine& engine, const ImportOrder& order) {
    VIGIL_TRY(const CsvFile file, open_file(order));
    VIGIL_TRY(const auto plan,
              ImportPlan::make(engine.company.current(), order.entity, order.map, file.header()));
    return {};
}

Result<ImportResult> plan_import(Engine& engine, const ImportOrder& order) {
    const Actor house = Actor::house("import");
    Run run(engine, house, order);
    VIGIL_TRY(const auto plan, run.plan());
    run.tell_plan(plan);
    ImportResult result = run.take();
    return result;
}

Result<ImportResult> import_file(Engine& engine, const Actor& actor, const ImportOrder& order) {
    return Run(engine, actor, order).run();
}

std::string to_json(const ImportResult& result) {
    OrderedJson json;
    if (result.job) json["job"] = to_string(result.job);
    json["created"] = result.totals.created;
    json["updated"] = result.totals.updated;
    json["unchanged"] = result.totals.unchanged;
    json["refused"] = result.totals.refused;
    json["warnings"] = result.totals.warnings;
    json["unmatched"] = result.unmatched;
    json["columns"] = columns_json(result);
    json["assumptions"] = assumptions_json(result);
    json["refused_rows"] = remarks_json(result.refused);
    json["warned_rows"] = remarks_json(result.warnings);
    json["wrong"] = OrderedJson::parse(result.wrong.json());
    if (result.given_to) json["owners"] = OrderedJson::parse(result.given_to->json());
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string preview_json(const ImportResult& plan) {
    OrderedJson map = OrderedJson::object(), header = OrderedJson::array();
    for (const auto& column : plan.columns) {
        if (column.column == PlannedColumn::derived) continue;
        header.push_back(column.header);
        map[column.header] = column.field.empty() ? OrderedJson() : OrderedJson(column.field);
    }
    const OrderedJson json{{"header", std::move(header)}, {"columns", columns_json(plan)},
                           {"unmatched", plan.unmatched}, {"assumptions", assumptions_json(plan)},
                           {"delimiter", plan.delimiter}, {"encoding", plan.encoding},
                           {"rows", plan.rows_seen},      {"rows_complete", plan.rows_complete},
                           {"sample", plan.sample},       {"map", {{"columns", std::move(map)}}}};
    return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace vigil::import
