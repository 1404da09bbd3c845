#include "in/http/api/form_page.h"

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace vigil::http {

namespace {

using Json = nlohmann::json;

constexpr std::string_view style = R"css(
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;padding:1.5rem;color:#1b1f24;background:#fff}
main{max-width:36rem;margin:0 auto}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem}
.company{margin:0;color:#57606a}
.text{white-space:pre-line}
.field{margin:0 0 1.125rem}
label{display:block;font-weight:600;margin:0 0 .25rem}
.needed{font-weight:400;color:#57606a}
.check{display:flex;gap:.5rem;align-items:baseline}
.check input{width:auto}
input,select,textarea{box-sizing:border-box;width:100%;font:inherit;color:inherit;background:transparent;
padding:.5rem .625rem;border:1px solid #6e7781;border-radius:.375rem}
select option{color:#1b1f24;background:#fff}
textarea{min-height:6rem}
:focus-visible{outline:3px solid #2f6fde;outline-offset:1px}
[aria-invalid=true]{border-color:#b3261e}
.help{margin:.25rem 0 0;color:#57606a;font-size:.875rem}
.wrong{margin:.25rem 0 0;color:#b3261e}
.message{padding:.75rem 1rem;border-left:4px solid #b3261e;margin:0 0 1.25rem}
button{font:inherit;font-weight:600;padding:.625rem 1.25rem;border:0;border-radius:.375rem;color:#fff;
background:#1f5fc4;cursor:pointer}
.away{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}.company,.help,.needed{color:#9da7b1}
.wrong{color:#ff8f87}button{background:#2f6fde}}
)css";

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escape_html(value) + "\"";
}

std::string whole_page(std::string_view language, std::string_view nonce, std::string_view company,
                       std::string_view title, std::string_view body) {
    return "<!doctype html><html" + attribute("lang", language) +
           "><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
           "<meta name=\"robots\" content=\"noindex\"><title>" +
           escape_html(title) + "</title><style" + attribute("nonce", nonce) + ">" +
           std::string(style) + "</style></head><body><main><p class=\"company\">" +
           escape_html(company) + "</p>" + std::string(body) + "</main></body></html>\n";
}

std::string_view title_of(const WebForm& form) {
    return form.title.empty() ? form.name : form.title;
}

std::string_view input_type(FieldKind kind) {
    switch (kind) {
        case FieldKind::email:
            return "email";
        case FieldKind::phone:
            return "tel";
        case FieldKind::url:
            return "url";
        case FieldKind::day:
            return "date";
        default:
            return "text";
    }
}

// What browsers fill in by themselves.
std::string_view autocomplete_of(const FieldDef& field) {
    if (field.kind == FieldKind::email) return "email";
    if (field.kind == FieldKind::phone) return "tel";
    if (field.key == "first_name") return "given-name";
    if (field.key == "last_name") return "family-name";
    if (field.key == "company") return "organization";
    if (field.key == "title") return "organization-title";
    return {};
}

class FieldHtml {
  public:
    FieldHtml(const FormPage& page, const FormField& asked)
        : page_(page),
          field_(page.form.entity->fields[std::size_t(asked.field)]),
          is_required_(asked.is_required) {
        for (const auto& fault : page.faults)
            if (fault.field == field_.key)
                wrong_ += (wrong_.empty() ? "" : " ") +
                          page.words.text(page.language, fault.code, fault.args);
        const auto typed = page.typed.find(field_.key);
        if (typed != page.typed.end()) typed_ = typed->second;
    }

    std::string html() const {
        const bool is_check = field_.kind == FieldKind::boolean;
        std::string out =
            is_check ? "<div class=\"field\"><div class=\"check\">" : "<div class=\"field\">";
        if (is_check) out += control();
        out += "<label" + attribute("for", "f-" + field_.key) + ">" +
               escape_html(field_.label.in(page_.language));
        if (is_required_)
            out += " <span class=\"needed\">" +
                   escape_html(page_.words.text(page_.language, "form.needed")) + "</span>";
        out += "</label>";
        out += is_check ? "</div>" : control();
        const auto help = field_.help.in(page_.language);
        if (!help.empty()) out += note("help", "h-", help);
        if (!wrong_.empty()) out += note("wrong", "e-", wrong_);
        return out + "</div>";
    }

  private:
    std::string note(std::string_view style_class, std::string_view id,
                     std::string_view text) const {
        return "<p" + attribute("class", style_class) +
               attribute("id", std::string(id) + field_.key) + ">" + escape_html(text) + "</p>";
    }
    std::string common() const {
        std::string out = attribute("id", "f-" + field_.key) + attribute("name", field_.key);
        std::string said_by;
        if (!field_.help.in(page_.language).empty()) said_by = "h-" + field_.key;
        if (!wrong_.empty()) {
            said_by += (said_by.empty() ? "e-" : " e-") + field_.key;
            out += " aria-invalid=\"true\"";
        }
        if (!said_by.empty()) out += attribute("aria-describedby", said_by);
        if (is_required_) out += " required";
        return out;
    }
    std::string control() const {
        if (field_.kind == FieldKind::choice) return select();
        if (field_.kind == FieldKind::boolean)
            return "<input type=\"checkbox\" value=\"true\"" + common() +
                   (typed_.empty() ? "" : " checked") + ">";
        const std::string length = attribute("maxlength", std::to_string(field_.max_length));
        if (field_.kind == FieldKind::long_text)
            return "<textarea rows=\"5\"" + common() + length + ">\n" + escape_html(typed_) +
                   "</textarea>";
        std::string out = "<input" + attribute("type", input_type(field_.kind)) + common() +
                          attribute("value", typed_);
        const auto fills = autocomplete_of(field_);
        if (!fills.empty()) out += attribute("autocomplete", fills);
        if (field_.kind == FieldKind::integer) out += " inputmode=\"numeric\"";
        if (field_.kind == FieldKind::decimal || field_.kind == FieldKind::money)
            out += " inputmode=\"decimal\"";
        if (field_.kind == FieldKind::text || field_.kind == FieldKind::email) out += length;
        return out + ">";
    }
    std::string select() const {
        std::string out = "<select" + common() + "><option value=\"\">" +
                          escape_html(page_.words.text(page_.language, "form.choose")) +
                          "</option>";
        for (const auto& choice : field_.choices) {
            if (choice.hidden) continue;
            out += "<option" + attribute("value", choice.key) +
                   (choice.key == typed_ ? " selected>" : ">") +
                   escape_html(choice.label.in(page_.language)) + "</option>";
        }
        return out + "</select>";
    }

    const FormPage& page_;
    const FieldDef& field_;
    bool is_required_;
    std::string typed_, wrong_;
};

// Programs fill in whatever has a name.
std::string trap_html() {
    const std::string name(form_trap);
    return "<div class=\"away\" aria-hidden=\"true\"><label for=\"" + name + "\">" + name +
           "</label><input id=\"" + name + "\" name=\"" + name +
           "\" tabindex=\"-1\" autocomplete=\"off\"></div>";
}

std::string company_of(const WebForm& form) { return form.company->settings.company; }

}  // namespace

std::string form_html(const FormPage& page) {
    const WebForm& form = page.form;
    std::string body = "<h1>" + escape_html(title_of(form)) + "</h1>";
    if (!form.intro.empty()) body += "<p class=\"text\">" + escape_html(form.intro) + "</p>";
    if (!page.message.empty())
        body += "<p class=\"message\" role=\"alert\">" +
                escape_html(page.words.text(page.language, page.message)) + "</p>";
    // A relative address: it holds behind any front server. Checks are ours, so that errors are said in
    // the reader's language wherever he is.
    body += "<form method=\"post\" novalidate" + attribute("action", "/f/" + form.key) + ">";
    for (const auto& asked : form.fields) body += FieldHtml(page, asked).html();
    body += trap_html() + "<input type=\"hidden\"" + attribute("name", form_ticket) +
            attribute("value", page.ticket) + "><button type=\"submit\">" +
            escape_html(page.words.text(page.language, "form.send")) + "</button></form>";
    return whole_page(page.language, page.style_nonce, company_of(form), title_of(form), body);
}

std::string thanks_html(const FormPage& page) {
    const WebForm& form = page.form;
    const std::string thanks =
        form.thanks.empty() ? page.words.text(page.language, "form.thanks") : form.thanks;
    const std::string body = "<h1>" + escape_html(title_of(form)) +
                             "</h1><p class=\"text\" role=\"status\">" + escape_html(thanks) +
                             "</p>";
    return whole_page(page.language, page.style_nonce, company_of(form), title_of(form), body);
}

std::string notice_html(std::string_view language, std::string_view nonce, std::string_view company,
                        std::string_view sentence) {
    return whole_page(language, nonce, company, sentence,
                      "<p role=\"alert\">" + escape_html(sentence) + "</p>");
}

std::string form_json(const FormPage& page) {
    const WebForm& form = page.form;
    Json fields = Json::array();
    for (const auto& asked : form.fields) {
        const FieldDef& field = form.entity->fields[std::size_t(asked.field)];
        Json one{{"key", field.key},
                 {"kind", to_string(field.kind)},
                 {"label", field.label.in(page.language)},
                 {"required", asked.is_required}};
        if (const auto help = field.help.in(page.language); !help.empty()) one["help"] = help;
        for (const auto& choice : field.choices)
            if (!choice.hidden)
                one["choices"].push_back(
                    {{"key", choice.key}, {"label", choice.label.in(page.language)}});
        fields.push_back(std::move(one));
    }
    return Json{{"title", title_of(form)},
                {"intro", form.intro},
                {"fields", fields},
                {"ticket", page.ticket},
                {"trap", form_trap}}
        .dump();
}

}  // namespace vigil::http
