#include "in/export/export_file.h"

#include <fmt/format.h>

#include <cstdlib>

#include "in/export/table.h"
#include "model/write_json.h"

namespace vigil::exporting {

namespace {

// "2026-11-13T00:00:00+01:00": what the clock shows there, and the very moment for whoever takes it in again.
std::string local_text(Moment moment, const Zone& zone) {
    const auto offset = zone.offset_at(moment).us / us_per_minute;
    const auto shown = to_string(moment + minutes(offset));
    const auto fraction = shown.find('.');
    const bool is_whole = shown.compare(fraction, 7, ".000000") == 0;
    return fmt::format("{}{}{:02}:{:02}", shown.substr(0, is_whole ? fraction : fraction + 7),
                       offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

// Values of one export as cells.
class CellWriter {
  public:
    CellWriter(const RecordExport& rows, const ExportOrder& order, std::string language)
        : rows_(rows),
          order_(order),
          language_(std::move(language)),
          zone_(Zone::find(rows.time_zone()).value_or(Zone())) {}

    std::string heading(int field) const {
        const FieldDef& def = rows_.entity().fields[std::size_t(field)];
        const auto label = def.label.in(language_);
        return order_.by_key || label.empty() ? def.key : std::string(label);
    }

    Cell cell(const Record& record, int field) const {
        const FieldDef& def = rows_.entity().fields[std::size_t(field)];
        const Value& value = record.values[std::size_t(field)];
        Cell cell{def.kind, &value};
        if (is_empty(value)) return cell;
        if (rows_.is_masked(field)) {
            cell.text = "•••";
            return cell;
        }
        cell.text = text_of(def, field, value);
        cell.is_text = std::holds_alternative<std::string>(value) ||
                       (std::holds_alternative<Id>(value) && !order_.link_ids);
        if (std::holds_alternative<Id>(value)) cell.value = nullptr;
        return cell;
    }

  private:
    std::string text_of(const FieldDef& def, int field, const Value& value) const {
        if (const auto* text = std::get_if<std::string>(&value)) {
            const Choice* choice = order_.by_key ? nullptr : def.choice(*text);
            const auto label = choice ? choice->label.in(language_) : std::string_view();
            return label.empty() ? *text : std::string(label);
        }
        if (const auto* id = std::get_if<Id>(&value)) {
            const bool by_name = def.kind == FieldKind::link && !order_.link_ids;
            return by_name ? rows_.title_of_link(field, *id) : to_string(*id);
        }
        if (const auto* money = std::get_if<Money>(&value))
            return format_amount(*money) + " " + std::string(money->currency.view());
        if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
        if (const auto* moment = std::get_if<Moment>(&value)) return local_text(*moment, zone_);
        if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
        const auto number = integer_of(value);
        return def.kind == FieldKind::decimal ? decimal_text(number) : std::to_string(number);
    }

    const RecordExport& rows_;
    const ExportOrder& order_;
    std::string language_;
    Zone zone_;
};

}  // namespace

Result<std::int64_t> export_file(Engine& engine, const Actor& actor, const ExportOrder& order,
                                 const std::string& path) {
    VIGIL_TRY(auto rows, RecordExport::open(engine, actor, order.request));
    const auto zone = Zone::find(rows.time_zone()).value_or(Zone());
    VIGIL_TRY(const auto table,
              order.format == Format::csv ? csv_table(path) : xlsx_table(path, zone));
    const CellWriter writer(rows, order, actor.language);
    std::vector<std::string> names;
    for (const int field : rows.fields()) names.push_back(writer.heading(field));
    VIGIL_DO(table->header(names));
    std::int64_t count = 0;
    std::vector<Cell> cells;
    for (;;) {
        VIGIL_TRY(const auto some, rows.next());
        if (some.empty()) break;
        for (const auto& record : some) {
            cells.clear();
            for (const int field : rows.fields()) cells.push_back(writer.cell(record, field));
            VIGIL_DO(table->row(cells));
        }
        count += std::int64_t(some.size());
    }
    VIGIL_DO(table->finish());
    return count;
}

}  // namespace vigil::exporting
