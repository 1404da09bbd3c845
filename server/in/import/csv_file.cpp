#include "in/import/csv_file.h"

#include <algorithm>
#include <cstring>

#include "in/import/refused.h"
#include "in/import/text.h"
#include "in/import/utf8.h"

namespace vigil::import {
namespace {

// Gives the head that was read for sniffing once more, then the rest.
class Rejoined final : public Source {
  public:
    Rejoined(std::string head, Source& rest) : head_(std::move(head)), rest_(rest) {}

    Result<std::size_t> read(char* to, std::size_t room) override {
        if (at_ == head_.size()) return rest_.read(to, room);
        const std::size_t count = std::min(room, head_.size() - at_);
        std::memcpy(to, head_.data() + at_, count);
        at_ += count;
        return count;
    }

  private:
    std::string head_;
    std::size_t at_ = 0;
    Source& rest_;
};

bool is_blank(std::string_view cell) { return trimmed(cell).empty(); }

}  // namespace

struct CsvFile::Impl {
    std::unique_ptr<Utf8Source> text;
    std::unique_ptr<Rejoined> rejoined;
    std::unique_ptr<Reader> reader;
    Sniffed sniffed;
    std::vector<std::string> header;
    std::size_t written_columns = 0;  // in the file, with those of a refused file
    std::optional<std::size_t> refused_at;
    Row row;
    bool row_pending = false;  // the first row, read for its width, is data
    std::size_t bad_seen = 0;
    std::uint64_t empty_rows = 0;

    Status begin(const OpenOptions& options);
    Status read_header(const OpenOptions& options);
    void judge(CsvRow& out);
    void judge_width(CsvRow& out) const;
    void judge_bytes(CsvRow& out);
    void leave_out_reasons(CsvRow& out) const;
};

CsvFile::CsvFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CsvFile::~CsvFile() = default;
CsvFile::CsvFile(CsvFile&&) noexcept = default;
CsvFile& CsvFile::operator=(CsvFile&&) noexcept = default;

Result<CsvFile> CsvFile::open(std::unique_ptr<Source> bytes, const OpenOptions& options) {
    auto impl = std::make_unique<Impl>();
    impl->text =
        std::make_unique<Utf8Source>(unpacked(std::move(bytes), options.unpack), options.encoding);
    VIGIL_DO(impl->begin(options));
    return CsvFile(std::move(impl));
}

Status CsvFile::Impl::begin(const OpenOptions& options) {
    VIGIL_TRY(std::string head, read_up_to(*text, sniff_bytes));
    if (head.empty()) return fail(FaultKind::malformed, "import_empty");
    sniffed = sniff(head, head.size() < sniff_bytes);
    if (options.dialect) sniffed.dialect = *options.dialect;
    rejoined = std::make_unique<Rejoined>(std::move(head), *text);
    reader = std::make_unique<Reader>(*rejoined, sniffed.dialect, options.limits);
    VIGIL_DO(reader->skip_lines(sniffed.preamble_lines));
    return read_header(options);
}

Status CsvFile::Impl::read_header(const OpenOptions& options) {
    VIGIL_TRY(const bool any, reader->next(row));
    if (!any) return fail(FaultKind::malformed, "import_empty");
    const bool too_many = std::any_of(row.faults.begin(), row.faults.end(), [](const RowFault& f) {
        return f.code == "row_too_many_cells";
    });
    if (too_many) {
        return fail(FaultKind::too_large, "import_too_many_columns", {},
                    {{"columns", std::to_string(options.limits.columns)}});
    }
    sniffed.has_header = options.has_header.value_or(sniffed.has_header);
    if (options.has_header) sniffed.header_certain = true;
    row_pending = !sniffed.has_header;
    std::size_t width = row.cells.size();
    if (row_pending) width = std::max(width, sniffed.dialect.columns);
    for (std::size_t i = 0; i < width; ++i) {
        header.push_back(row_pending ? std::to_string(i + 1) : std::string(trimmed(row.cells[i])));
    }
    written_columns = header.size();
    if (row_pending) return {};
    refused_at = refused_columns(header);
    if (refused_at) header.resize(*refused_at);
    // A delimiter at the end of every line makes no column.
    while (header.size() > 1 && header.size() > sniffed.dialect.columns && header.back().empty()) {
        header.pop_back();
    }
    return {};
}

void CsvFile::Impl::judge(CsvRow& out) {
    out.line = row.line;
    out.raw = row.raw;
    std::swap(out.cells, row.cells);
    std::swap(out.faults, row.faults);
    out.missing = 0;
    out.bad_byte.reset();
    if (refused_at) leave_out_reasons(out);
    judge_width(out);
    judge_bytes(out);
}

void CsvFile::Impl::leave_out_reasons(CsvRow& out) const {
    const std::size_t from = std::min(*refused_at, out.cells.size());
    const std::size_t to = std::min(*refused_at + 3, out.cells.size());
    const auto at = [&](std::size_t i) {
        return out.cells.begin() + static_cast<std::ptrdiff_t>(i);
    };
    out.cells.erase(at(from), at(to));
    std::erase_if(out.faults, [&](const RowFault& fault) {
        return fault.column >= static_cast<int>(from) && fault.column < static_cast<int>(to);
    });
}

void CsvFile::Impl::judge_width(CsvRow& out) const {
    while (out.cells.size() > header.size() && is_blank(out.cells.back())) out.cells.pop_back();
    if (out.cells.size() > header.size()) {
        const bool known =
            std::any_of(out.faults.begin(), out.faults.end(),
                        [](const RowFault& fault) { return fault.code == "row_too_many_cells"; });
        if (!known) out.faults.push_back({RowFault::whole_row, "row_too_many_cells"});
        return;
    }
    out.missing = header.size() - out.cells.size();
    out.cells.resize(header.size());
}

// Rows come in the order of the file and so do bad bytes: one index moves along. In a file of
// refused rows U+FFFD itself is what a bad byte has become, so nobody has mended it yet.
void CsvFile::Impl::judge_bytes(CsvRow& out) {
    const std::vector<BadBytes>& bad = text->bad();
    while (bad_seen < bad.size() && bad[bad_seen].text_offset < row.offset) ++bad_seen;
    const bool hit =
        bad_seen < bad.size() && bad[bad_seen].text_offset < row.offset + row.raw.size();
    if (!hit && !refused_at) return;
    if (hit) out.bad_byte = bad[bad_seen].byte_offset;
    for (std::size_t i = 0; i < out.cells.size(); ++i) {
        if (out.cells[i].find(replacement_character) != std::string_view::npos) {
            out.faults.push_back({static_cast<int>(i), "cell_bad_bytes"});
        }
    }
}

const std::vector<std::string>& CsvFile::header() const { return impl_->header; }
const Sniffed& CsvFile::sniffed() const { return impl_->sniffed; }
std::optional<Encoding> CsvFile::encoding() const { return impl_->text->encoding(); }
bool CsvFile::is_refused_file() const { return impl_->refused_at.has_value(); }
std::uint64_t CsvFile::bytes_read() const { return impl_->text->bytes_read(); }
std::uint64_t CsvFile::comments() const { return impl_->reader->comments(); }
std::uint64_t CsvFile::empty_rows() const { return impl_->empty_rows; }

Result<bool> CsvFile::next(CsvRow& row) {
    while (true) {
        if (!impl_->row_pending) {
            VIGIL_TRY(const bool any, impl_->reader->next(impl_->row));
            if (!any) return false;
        }
        impl_->row_pending = false;
        const bool blank = impl_->row.faults.empty() &&
                           std::all_of(impl_->row.cells.begin(), impl_->row.cells.end(), is_blank);
        if (!blank) break;
        ++impl_->empty_rows;
    }
    impl_->judge(row);
    return true;
}

}  // namespace vigil::import
