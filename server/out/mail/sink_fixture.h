// The SMTP server of the tests (tests/support/smtp_sink.py), with its own folder, on a free port.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace vigil::mail {

struct AcceptedMail {
    std::string message_id, from, subject;
    std::vector<std::string> to;
    std::string file;  // for Sink::mail
};

class Sink {
  public:
    explicit Sink(std::vector<std::string> further = {});
    ~Sink();
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    int port() const { return port_; }
    std::vector<AcceptedMail> accepted() const;
    std::string mail(const std::string& file) const;

  private:
    std::filesystem::path folder_;
    pid_t pid_ = -1;
    int port_ = 0;
};

}  // namespace vigil::mail
