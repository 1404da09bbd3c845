// From the bytes of a file to UTF-8. Which encoding it is, the bytes tell; the map may say it instead.
//
// Bytes that are no text in that encoding become U+FFFD, one per broken sequence, and are remembered
// with their place, so that exactly the rows that hold them are refused and nothing is stored that
// nobody wrote. A file with more than `bad_bytes_max` of them is refused whole: its encoding is another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "in/import/source.h"

namespace vigil::import {

// gb18030 reads GBK and GB2312 too, windows_1252 Latin-1, windows_949 EUC-KR.
enum class Encoding {
    utf8,
    utf16le,
    utf16be,
    gb18030,
    windows_1252,
    windows_1251,
    big5,
    shift_jis,
    euc_jp,
    windows_949,
    iso_2022_jp,
    iso_2022_kr,
    hz,
};

// "UTF-8", "GB18030", …
std::string_view encoding_name(Encoding encoding);
// Takes the usual names in any case ("gbk", "latin1", "utf-16le", "cp1252"); nothing for others.
std::optional<Encoding> encoding_named(std::string_view name);

struct EncodingGuess {
    Encoding encoding = Encoding::utf8;
    std::size_t bom_bytes = 0;
    // Pure ASCII so far: what comes later decides (Utf8Source does so by itself).
    bool only_ascii = false;
};

// Looks at the first bytes of a text (64 kB are plenty). A sequence cut off at the end is no fault.
// How GB18030 and Latin-1 are told apart: Latin text has single high bytes among letters, Chinese has
// pairs beside pairs in the rows of the common characters; encoding_evidence.cpp counts both.
EncodingGuess detect_encoding(std::string_view head);

struct BadBytes {
    std::uint64_t byte_offset = 0;  // in the unpacked file
    std::uint64_t text_offset = 0;  // of the U+FFFD in the UTF-8 text
};

inline constexpr std::size_t bad_bytes_max = 10'000;

// Converts chunk by chunk; a sequence may be cut anywhere between two chunks.
class Converter {
  public:
    // `byte_offset` and `text_offset` are where this converter starts, for BadBytes.
    explicit Converter(Encoding encoding, std::uint64_t byte_offset = 0,
                       std::uint64_t text_offset = 0);
    ~Converter();
    Converter(Converter&&) noexcept;
    Converter& operator=(Converter&&) noexcept;

    // Appends to `out`. `last`: no more bytes follow. Fault: malformed import_wrong_encoding with the
    // arguments encoding and offset, when there is too much that is no text.
    Status convert(std::string_view bytes, bool last, std::string& out);
    // In the order of the file.
    const std::vector<BadBytes>& bad() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// The text of a file as UTF-8 without byte order mark. Not for several threads.
class Utf8Source final : public Source {
  public:
    // Without `encoding` it finds out, as late as the first byte beyond ASCII if need be.
    explicit Utf8Source(std::unique_ptr<Source> bytes, std::optional<Encoding> encoding = {});

    Result<std::size_t> read(char* to, std::size_t room) override;

    // What it has turned out to be so far; nothing while all is ASCII.
    std::optional<Encoding> encoding() const { return encoding_; }
    bool had_bom() const { return had_bom_; }
    std::uint64_t bytes_read() const { return bytes_read_; }
    const std::vector<BadBytes>& bad() const;

  private:
    Status fill();
    Status begin();
    Status pull();
    Status decide_after_ascii();
    void use(Encoding encoding);

    std::unique_ptr<Source> bytes_;
    std::optional<Encoding> encoding_;
    std::optional<Converter> converter_;
    std::string in_;
    std::string out_;
    std::size_t out_at_ = 0;
    std::uint64_t bytes_read_ = 0;
    std::uint64_t bytes_passed_ = 0;  // given to the converter, or passed on as ASCII
    std::uint64_t text_passed_ = 0;
    bool started_ = false;
    bool ended_ = false;
    bool had_bom_ = false;
};

}  // namespace vigil::import
