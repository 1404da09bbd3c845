#include <algorithm>
#include <cstring>

#include "in/import/encoding.h"
#include "in/import/utf8.h"

namespace vigil::import {
namespace {

constexpr std::size_t head_bytes = 64 * 1024;
constexpr std::size_t converted_bytes = 256 * 1024;

}  // namespace

Utf8Source::Utf8Source(std::unique_ptr<Source> bytes, std::optional<Encoding> encoding)
    : bytes_(std::move(bytes)), encoding_(encoding) {}

const std::vector<BadBytes>& Utf8Source::bad() const {
    static const std::vector<BadBytes> none;
    return converter_ ? converter_->bad() : none;
}

Result<std::size_t> Utf8Source::read(char* to, std::size_t room) {
    while (out_at_ == out_.size()) {
        if (started_ && ended_ && in_.empty()) return std::size_t{0};
        out_.clear();
        out_at_ = 0;
        VIGIL_DO(fill());
    }
    const std::size_t count = std::min(room, out_.size() - out_at_);
    std::memcpy(to, out_.data() + out_at_, count);
    out_at_ += count;
    return count;
}

// Appends a chunk of bytes to in_, or notes the end.
Status Utf8Source::pull() {
    const std::size_t before = in_.size();
    in_.resize(before + converted_bytes);
    auto count = bytes_->read(in_.data() + before, converted_bytes);
    in_.resize(before + count.value_or(0));
    if (!count) return pass_on(std::move(count).error());
    if (*count == 0) ended_ = true;
    bytes_read_ += *count;
    return {};
}

Status Utf8Source::begin() {
    started_ = true;
    while (!ended_ && in_.size() < head_bytes) VIGIL_DO(pull());
    const EncodingGuess guess = detect_encoding(std::string_view(in_).substr(0, head_bytes));
    const bool asked = encoding_.has_value();
    if (asked && (guess.bom_bytes == 0 || guess.encoding != *encoding_)) {
        use(*encoding_);
        return {};
    }
    had_bom_ = guess.bom_bytes > 0;
    in_.erase(0, guess.bom_bytes);
    bytes_passed_ = guess.bom_bytes;
    if (!guess.only_ascii) use(guess.encoding);
    return {};
}

void Utf8Source::use(Encoding encoding) {
    encoding_ = encoding;
    converter_.emplace(encoding, bytes_passed_, text_passed_);
}

// All was ASCII so far: pass on what still is, and judge by what follows the first byte that is not.
Status Utf8Source::decide_after_ascii() {
    const std::size_t plain = ascii_prefix(in_);
    if (plain == in_.size() || plain > 0) {
        out_.append(in_, 0, plain);
        in_.erase(0, plain);
        bytes_passed_ += plain;
        text_passed_ += plain;
        if (in_.empty()) return {};
    }
    while (!ended_ && in_.size() < head_bytes) VIGIL_DO(pull());
    use(detect_encoding(std::string_view(in_).substr(0, head_bytes)).encoding);
    return {};
}

Status Utf8Source::fill() {
    if (!started_) VIGIL_DO(begin());
    if (in_.empty() && !ended_) VIGIL_DO(pull());
    if (!converter_) {
        VIGIL_DO(decide_after_ascii());
        if (!converter_) return {};
    }
    VIGIL_DO(converter_->convert(in_, ended_, out_));
    in_.clear();
    return {};
}

}  // namespace vigil::import
