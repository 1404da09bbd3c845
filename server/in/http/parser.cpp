// The only file that sees Boost.Beast. Its basic_parser splits the message; what it is too lenient
// about for a server at the edge (see parser.h) is checked here.
#include "in/http/parser.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <limits>

#include "in/http/ascii.h"

namespace vigil::http {

namespace {

namespace beast = boost::beast;
using beast::error_code;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

constexpr ParseFault malformed{400, "request_malformed"};
constexpr ParseFault header_too_large{431, "header_too_large"};
constexpr ParseFault url_too_long{414, "url_too_long"};
constexpr ParseFault body_too_large{413, "body_too_large"};

bool only_digits(std::string_view text) {
    return !text.empty() && text.size() <= 18 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A line that begins with white space continues the one before (obs-fold, RFC 9112 5.2).
bool has_folded_line(std::string_view header) {
    for (auto at = header.find('\n'); at != std::string_view::npos;
         at = header.find('\n', at + 1)) {
        if (at + 1 < header.size() && (header[at + 1] == ' ' || header[at + 1] == '\t'))
            return true;
    }
    return false;
}

class Splitter final : public beast::http::basic_parser<true> {
  public:
    explicit Splitter(const ParserLimits& limits) : limits_(limits) {
        header_limit(static_cast<std::uint32_t>(limits.header_max));
        // Counted here, because the limit depends on the route. Not boost::none: Boost 1.74 compares
        // with it and then refuses every length.
        body_limit(std::numeric_limits<std::uint64_t>::max());
        eager(false);
    }

    Request request;
    HeadInfo head;
    ParseFault fault;
    std::uint64_t body_max = 0;
    RequestParser::BodySink sink;

  private:
    void refuse(error_code& ec, const ParseFault& why) {
        fault = why;
        ec = beast::http::error::bad_field;
    }

    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                         int version, error_code& ec) override {
        if (target.size() > limits_.url_max) return refuse(ec, url_too_long);
        request.method = http::parse_method(view(method));
        version_ = version;
        head.http_1_1 = version == 11;
        auto parsed = http::parse_target(view(target));
        if (!parsed) return refuse(ec, {400, "url_malformed"});
        request.path = std::move(parsed->path);
        request.query = std::move(parsed->query);
    }

    void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                       error_code& ec) override {
        if (in_body_) return;  // trailers: nobody asked for them
        if (request.headers.size() >= limits_.fields_max) return refuse(ec, header_too_large);
        request.headers.add(view(name), view(value));
    }

    void on_header_impl(error_code& ec) override {
        const auto& headers = request.headers;
        const auto hosts = headers.count("Host");
        if (hosts > 1 || (hosts == 0 && version_ == 11)) return refuse(ec, malformed);
        const auto length = headers.find("Content-Length");
        const auto encoding = headers.find("Transfer-Encoding");
        if (length && (encoding || headers.count("Content-Length") > 1 || !only_digits(*length))) {
            return refuse(ec, malformed);
        }
        if (encoding) {
            if (headers.count("Transfer-Encoding") > 1 || version_ != 11)
                return refuse(ec, malformed);
            if (!same_ignoring_case(*encoding, "chunked")) {
                return refuse(ec, {501, "transfer_encoding_unknown"});
            }
        }
        if (auto expect = headers.find("Expect")) {
            if (!same_ignoring_case(*expect, "100-continue")) {
                return refuse(ec, {417, "expectation_unknown"});
            }
            head.expect_continue = version_ == 11;
        }
        in_body_ = true;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

    std::size_t on_body_impl(beast::string_view body, error_code& ec) override {
        body_size_ += body.size();
        if (body_size_ > body_max) {
            refuse(ec, body_too_large);
        } else if (!sink) {
            request.body.append(body.data(), body.size());
        } else if (!sink(view(body))) {
            refuse(ec, {503, "upload_failed"});
        }
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body,
                                   error_code& ec) override {
        return on_body_impl(body, ec);
    }

    void on_finish_impl(error_code&) override {}
    void on_response_impl(int, beast::string_view, int, error_code&) override {}

    const ParserLimits& limits_;
    int version_ = 11;
    bool in_body_ = false;
    std::uint64_t body_size_ = 0;
};

}  // namespace

struct RequestParser::Impl {
    explicit Impl(ParserLimits l) : limits(l) { splitter.emplace(limits); }

    ParserLimits limits;
    std::optional<Splitter> splitter;
    std::size_t head_used = 0;  // Beast limits what waits, not what it has taken already
    bool begun = false;
    bool head_told = false;

    Step fail(const ParseFault& fault) {
        splitter->fault = fault;
        return {State::failed, 0};
    }
    Step step(std::string_view bytes);
    Step read_head(std::string_view bytes);
    ParseFault fault_of(const error_code& ec, std::string_view bytes) const;
};

ParseFault RequestParser::Impl::fault_of(const error_code& ec, std::string_view bytes) const {
    if (splitter->fault.status != 0) return splitter->fault;
    if (ec == beast::http::error::header_limit) {
        const bool in_first_line = head_used == 0 && bytes.find('\n') == std::string_view::npos;
        return in_first_line ? url_too_long : header_too_large;
    }
    if (ec == beast::http::error::bad_version) return {505, "http_version_unsupported"};
    return malformed;
}

RequestParser::Step RequestParser::Impl::read_head(std::string_view bytes) {
    error_code ec;
    const auto used = splitter->put({bytes.data(), bytes.size()}, ec);
    const bool more = ec == beast::http::error::need_more;
    if (ec && !more) return fail(fault_of(ec, bytes));
    head_used += used;
    if (has_folded_line(bytes.substr(0, used))) return fail(malformed);
    const auto waiting = more ? bytes.size() - used : 0;
    if (head_used + waiting > limits.header_max) {
        return fail(fault_of(beast::http::error::header_limit, bytes));
    }
    if (!splitter->is_header_done()) return {State::need_more, used};
    splitter->head.keep_alive = splitter->keep_alive();
    splitter->head.has_body = !splitter->is_done();
    if (!splitter->chunked() && !splitter->is_done()) {
        splitter->head.content_length = *splitter->content_length();
    }
    head_told = true;
    return {State::head_ready, used};
}

RequestParser::Step RequestParser::Impl::step(std::string_view bytes) {
    if (splitter->fault.status != 0) return {State::failed, 0};
    if (head_told && splitter->is_done()) return {State::done, 0};
    if (bytes.empty()) return {State::need_more, 0};
    begun = true;
    if (!head_told) return read_head(bytes);
    error_code ec;
    const auto used = splitter->put({bytes.data(), bytes.size()}, ec);
    if (ec && ec != beast::http::error::need_more) return fail(fault_of(ec, bytes));
    return {splitter->is_done() ? State::done : State::need_more, used};
}

RequestParser::RequestParser(ParserLimits limits) : impl_(std::make_unique<Impl>(limits)) {}
RequestParser::~RequestParser() = default;

RequestParser::Step RequestParser::feed(std::string_view bytes) { return impl_->step(bytes); }

void RequestParser::take_body(std::uint64_t max, BodySink sink) {
    auto& splitter = *impl_->splitter;
    splitter.body_max = max;
    splitter.sink = std::move(sink);
    splitter.eager(true);
    const auto length = splitter.head.content_length;
    if (length && *length > max) {
        splitter.fault = body_too_large;
    } else if (length && !splitter.sink) {
        // Not the whole at once: what a stranger announces is not what he sends.
        splitter.request.body.reserve(std::min<std::uint64_t>(*length, 64 * 1024));
    }
}

bool RequestParser::begun() const { return impl_->begun; }
const HeadInfo& RequestParser::head() const { return impl_->splitter->head; }
Request& RequestParser::request() { return impl_->splitter->request; }
const ParseFault& RequestParser::fault() const { return impl_->splitter->fault; }

void RequestParser::reset() {
    impl_->splitter.emplace(impl_->limits);
    impl_->head_used = 0;
    impl_->begun = impl_->head_told = false;
}

}  // namespace vigil::http
