#include "base/zone.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace vigil {

// Seconds throughout. Piece i holds from pieces[i].from to pieces[i + 1].from.
struct ZoneTable {
    struct Piece {
        std::int64_t from;
        std::int64_t offset;
        std::int64_t local_end;  // the wall clock never showed this or more before the piece's end
    };
    std::string name;
    std::vector<Piece> pieces;
};

namespace {

constexpr std::int64_t s_per_day = 86'400;
constexpr std::int64_t us_per_s = 1'000'000;
constexpr std::int64_t ever = INT64_MAX / us_per_s / 4;  // 70,000 years; sums of it do not overflow
// The Gregorian calendar repeats after 400 years, a whole number of weeks, and so do all zone
// rules.
constexpr std::int64_t s_per_cycle = 146'097 * s_per_day;
constexpr int year_first = 1970, year_last = 2450;
constexpr std::size_t file_size_max = 256 * 1024;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

// The last moment that the table answers by itself; later ones are moved back by whole cycles.
std::int64_t table_end() {
    static const std::int64_t end = make_day(year_last, 1, 1).number * s_per_day;
    return end;
}

// --- the rule in a zone file's last line, e.g. "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX TZ) ---

struct YearlyChange {
    enum class Kind { month_week_day, day_of_year, day_without_leap } kind = Kind::day_of_year;
    int month = 1, week = 1, weekday = 0, day = 0;
    std::int64_t time = 7200;

    // Seconds since 1970 of the wall clock that holds before the change.
    std::int64_t local(int year) const {
        const Day new_year = make_day(year, 1, 1);
        if (kind == Kind::day_of_year) return (new_year + day).number * s_per_day + time;
        if (kind == Kind::day_without_leap) {
            const bool leap = make_day(year + 1, 1, 1) - new_year == 366;
            return (new_year + (day - 1 + (leap && day >= 60 ? 1 : 0))).number * s_per_day + time;
        }
        const Day first = make_day(year, static_cast<unsigned>(month), 1);
        const int iso = (weekday + 6) % 7;  // POSIX counts from Sunday
        Day found = first + (iso - vigil::weekday(first) + 7) % 7 + (week - 1) * 7;
        const Day next_month = month == 12 ? make_day(year + 1, 1, 1)
                                           : make_day(year, static_cast<unsigned>(month) + 1, 1);
        while (found >= next_month) found = found + -7;  // week 5 is the last one
        return found.number * s_per_day + time;
    }
};

struct YearlyRule {
    std::int64_t standard = 0;
    std::int64_t summer = 0;
    bool has_summer = false;
    YearlyChange to_summer, to_standard;
};

class RuleReader {
  public:
    explicit RuleReader(std::string_view text) : text_(text) {}

    std::optional<YearlyRule> read() {
        YearlyRule rule;
        skip_name();
        rule.standard = -time();
        if (ok_ && text_.empty()) return rule;
        rule.has_summer = true;
        skip_name();
        rule.summer = rule.standard + 3600;
        if (!text_.empty() && text_.front() != ',') rule.summer = -time();
        rule.to_summer = change();
        rule.to_standard = change();
        if (!ok_ || !text_.empty()) return std::nullopt;
        return rule;
    }

  private:
    bool take(char wanted) {
        if (text_.empty() || text_.front() != wanted) return false;
        text_.remove_prefix(1);
        return true;
    }

    void skip_name() {
        std::size_t length = 0;
        if (take('<')) {
            length = text_.find('>');
            ok_ = ok_ && length != text_.npos;
            text_.remove_prefix(ok_ ? length + 1 : text_.size());
            return;
        }
        while (length < text_.size() &&
               ((text_[length] | 32) >= 'a' && (text_[length] | 32) <= 'z')) {
            ++length;
        }
        ok_ = ok_ && length >= 3;
        text_.remove_prefix(length);
    }

    int number(int least, int most) {
        int value = 0;
        const auto [stopped, error] =
            std::from_chars(text_.data(), text_.data() + text_.size(), value);
        if (error != std::errc{} || value < least || value > most) {
            ok_ = false;
            return least;
        }
        text_.remove_prefix(static_cast<std::size_t>(stopped - text_.data()));
        return value;
    }

    std::int64_t time() {
        const bool minus = take('-');
        if (!minus) take('+');
        std::int64_t seconds = number(0, 167) * std::int64_t{3600};
        if (take(':')) seconds += number(0, 59) * 60;
        if (take(':')) seconds += number(0, 59);
        return minus ? -seconds : seconds;
    }

    YearlyChange change() {
        YearlyChange found;
        ok_ = take(',') && ok_;
        if (take('M')) {
            found.kind = YearlyChange::Kind::month_week_day;
            found.month = number(1, 12);
            ok_ = take('.') && ok_;
            found.week = number(1, 5);
            ok_ = take('.') && ok_;
            found.weekday = number(0, 6);
        } else if (take('J')) {
            found.kind = YearlyChange::Kind::day_without_leap;
            found.day = number(1, 365);
        } else {
            found.day = number(0, 365);
        }
        if (take('/')) found.time = time();
        return found;
    }

    std::string_view text_;
    bool ok_ = true;
};

// --- the zone file ---

class Bytes {
  public:
    explicit Bytes(std::string_view data) : data_(data) {}

    bool has(std::size_t count) const { return data_.size() >= count; }
    std::string_view take(std::size_t count) {
        const std::string_view head = data_.substr(0, count);
        data_.remove_prefix(head.size());
        return head;
    }
    std::int64_t number(std::size_t count) {
        std::uint64_t value = 0;
        for (const char byte : take(count)) value = value << 8 | static_cast<unsigned char>(byte);
        if (count == 4) return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
        return static_cast<std::int64_t>(value);
    }
    std::string_view rest() const { return data_; }

  private:
    std::string_view data_;
};

struct Header {
    std::size_t utc_flags = 0, standard_flags = 0, leaps = 0, times = 0, types = 0, letters = 0;

    std::size_t body(std::size_t time_size) const {
        return times * (time_size + 1) + types * 6 + letters + leaps * (time_size + 4) +
               standard_flags + utc_flags;
    }
};

std::optional<Header> read_header(Bytes& in) {
    if (!in.has(44) || in.take(4) != "TZif") return std::nullopt;
    if (in.take(1) < "2") return std::nullopt;  // version 1 has no 64-bit times
    in.take(15);
    Header header;
    for (std::size_t* count : {&header.utc_flags, &header.standard_flags, &header.leaps,
                               &header.times, &header.types, &header.letters}) {
        const std::int64_t value = in.number(4);
        if (value < 0 || value > 100'000) return std::nullopt;
        *count = static_cast<std::size_t>(value);
    }
    return header;
}

using Pieces = std::vector<ZoneTable::Piece>;

std::optional<Pieces> read_pieces(Bytes& in, const Header& header) {
    if (header.types == 0 || header.leaps != 0 || !in.has(header.body(8))) return std::nullopt;
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < header.times; ++i) times.push_back(in.number(8));
    const std::string_view which = in.take(header.times);
    std::vector<std::int64_t> offsets;
    for (std::size_t i = 0; i < header.types; ++i) {
        offsets.push_back(in.number(4));
        if (std::abs(offsets.back()) >= 26 * 3600) return std::nullopt;
        in.take(2);
    }
    in.take(header.letters + header.standard_flags + header.utc_flags);

    Pieces pieces{{-ever, offsets[0], 0}};
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto type = static_cast<unsigned char>(which[i]);
        if (type >= offsets.size() || std::abs(times[i]) > ever) return std::nullopt;
        if (i > 0 && times[i] <= times[i - 1]) return std::nullopt;
        // A mere change of name or of the summer flag is no change to us.
        if (offsets[type] != pieces.back().offset) pieces.push_back({times[i], offsets[type], 0});
    }
    return pieces;
}

// From the last listed change on, the yearly rule holds.
void extend(Pieces& pieces, std::int64_t last_listed, const YearlyRule& rule) {
    std::vector<std::pair<std::int64_t, std::int64_t>> changes;  // when, new offset
    for (int year = year_first; rule.has_summer && year <= year_last; ++year) {
        changes.emplace_back(rule.to_summer.local(year) - rule.standard, rule.summer);
        changes.emplace_back(rule.to_standard.local(year) - rule.summer, rule.standard);
    }
    std::ranges::sort(changes);
    for (const auto& [when, offset] : changes) {
        if (when > last_listed && offset != pieces.back().offset) {
            pieces.push_back({when, offset, 0});
        }
    }
}

void finish(Pieces& pieces) {
    std::int64_t highest = -ever * 2;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::int64_t end = i + 1 < pieces.size() ? pieces[i + 1].from : ever * 2;
        highest = std::max(highest, end + pieces[i].offset);
        pieces[i].local_end = highest;
    }
}

std::optional<Pieces> parse_zone(std::string_view data) {
    Bytes in(data);
    const auto first = read_header(in);
    if (!first || !in.has(first->body(4))) return std::nullopt;
    in.take(first->body(4));  // the 32-bit part, repeated in full below
    const auto header = read_header(in);
    if (!header) return std::nullopt;
    std::int64_t last_listed = -ever;
    if (header->times > 0 && in.has(header->times * 8)) {
        Bytes times(in.rest().substr((header->times - 1) * 8));
        last_listed = times.number(8);
    }
    auto pieces = read_pieces(in, *header);
    if (!pieces) return std::nullopt;
    if (in.take(1) == "\n" && in.rest().ends_with('\n') && in.rest().size() > 1) {
        const auto rule = RuleReader(in.rest().substr(0, in.rest().size() - 1)).read();
        if (!rule) return std::nullopt;
        extend(*pieces, last_listed, *rule);
    }
    finish(*pieces);
    return pieces;
}

// A name becomes part of a path, so it must not lead out of the folder; "right/" counts leap
// seconds.
bool is_zone_name(std::string_view name) {
    constexpr std::array<std::string_view, 4> other{"localtime", "posixrules", "Factory", "posix"};
    if (name.empty() || name.size() > 64 || name.starts_with("right/") ||
        name.starts_with("posix/") || std::ranges::find(other, name) != other.end()) {
        return false;
    }
    char before = '/';
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
        if (!plain && (c != '/' || before == '/')) return false;
        before = c;
    }
    return before != '/';
}

std::optional<Pieces> load_zone(const std::string& name) {
    std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
    std::string data(file_size_max, '\0');
    if (!file || !file.read(data.data(), static_cast<std::streamsize>(data.size())).eof()) {
        return std::nullopt;  // absent, a folder, or far larger than any zone
    }
    data.resize(static_cast<std::size_t>(file.gcount()));
    return parse_zone(data);
}

const ZoneTable* utc_table() {
    static const ZoneTable table{"UTC", {{-ever, 0, ever * 2}}};
    return &table;
}

std::int64_t cycles_back(std::int64_t seconds) {
    if (seconds < table_end()) return 0;
    return ((seconds - table_end()) / s_per_cycle + 1) * s_per_cycle;
}

const ZoneTable::Piece* piece_at(const ZoneTable& table, std::int64_t seconds) {
    const auto after = std::ranges::upper_bound(table.pieces, seconds, {}, &ZoneTable::Piece::from);
    return after == table.pieces.begin() ? &*after : &*(after - 1);
}

}  // namespace

Zone::Zone() : table_(utc_table()) {}

std::optional<Zone> Zone::find(std::string_view name) {
    if (name == "UTC") return Zone();
    if (!is_zone_name(name)) return std::nullopt;
    static std::mutex guard;
    static std::map<std::string, std::unique_ptr<const ZoneTable>, std::less<>> known;
    const std::lock_guard lock(guard);
    if (const auto found = known.find(name); found != known.end()) {
        return Zone(found->second.get());
    }
    try {
        std::string key(name);
        auto pieces = load_zone(key);
        // Unknown names are not remembered: whoever asks for many must not fill our memory.
        if (!pieces) return std::nullopt;
        auto table = std::make_unique<const ZoneTable>(ZoneTable{key, *std::move(pieces)});
        return Zone(known.emplace(std::move(key), std::move(table)).first->second.get());
    } catch (const std::exception&) {
        return std::nullopt;  // reading a folder or a failing disk
    }
}

const std::string& Zone::name() const { return table_->name; }

Zone::Segment Zone::segment_at(Moment moment) const {
    const std::int64_t seconds = floor_div(moment.us, us_per_s);
    const std::int64_t back = cycles_back(seconds);
    const ZoneTable::Piece* piece = piece_at(*table_, seconds - back);
    const ZoneTable::Piece* last = &table_->pieces.back();
    const std::int64_t to = piece == last ? ever : piece[1].from;
    const std::int64_t end = std::min(to + back, INT64_MAX / us_per_s);
    return {{(piece->from + back) * us_per_s}, {end * us_per_s}, vigil::seconds(piece->offset)};
}

Span Zone::offset_at(Moment moment) const {
    const std::int64_t seconds = floor_div(moment.us, us_per_s);
    return vigil::seconds(piece_at(*table_, seconds - cycles_back(seconds))->offset);
}

LocalTime Zone::to_local(Moment moment) const {
    const std::int64_t local = moment.us + offset_at(moment).us;
    const std::int64_t day = floor_div(local, us_per_day);
    return {Day{static_cast<std::int32_t>(day)}, local - day * us_per_day};
}

Moment Zone::to_utc(Day day, std::int64_t us_of_day) const {
    const std::int64_t local_us = day.number * us_per_day + us_of_day;
    const std::int64_t back = cycles_back(floor_div(local_us, us_per_s)) * us_per_s;
    const std::int64_t wanted = local_us - back;
    const auto piece = std::ranges::upper_bound(table_->pieces, floor_div(wanted, us_per_s), {},
                                                &ZoneTable::Piece::local_end);
    if (piece == table_->pieces.end()) return {local_us};  // beyond all calendars
    return {std::max(piece->from * us_per_s, wanted - piece->offset * us_per_s) + back};
}

}  // namespace vigil
