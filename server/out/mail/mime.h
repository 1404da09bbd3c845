// A MailMessage as the bytes that go over the wire (RFC 5322, 2045-2047, 3834). Whatever a text holds, it can
// neither add a header nor end the message.
#pragma once

#include <string>
#include <string_view>

#include "base/moment.h"
#include "base/result.h"
#include "ports/mailer.h"

namespace vigil::mail {

// Lines end with CRLF and have at most 76 characters (headers that cannot be folded, such as an address: 998).
// multipart/alternative when there is HTML, inside multipart/mixed when files are attached. Auto-Submitted:
// auto-generated unless the message says otherwise. Bodies are quoted-printable, or base64 where mostly other than
// ASCII; control characters in the subject and in names become blanks. Fault `mail_refused`: an address, id, date,
// file name or further header that cannot be written.
Result<std::string> build_mime(const MailMessage& message);

// "Mon, 02 Mar 2026 09:00:00 +0000".
std::string mail_date(Moment moment);

}  // namespace vigil::mail
