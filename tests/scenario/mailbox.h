// Where the mails of a scenario arrive: the true courier brings them, no server stands between.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "main/house.h"
#include "out/courier.h"

namespace vigil::tests {

class Mailbox final : public Mailer {
  public:
    Result<MailReceipt> send(const MailMessage& message) override;

    // While it is down, nothing is accepted.
    void set_down(bool down) { down_ = down; }
    // The messages with this id; more than one when a mail came twice.
    std::vector<MailMessage> with_id(std::string_view message_id) const;

  private:
    mutable std::mutex mutex_;
    std::vector<MailMessage> messages_;
    std::atomic<bool> down_ = false;
};

std::unique_ptr<out::Courier> courier_of(House& house, Mailbox& mailbox);

}  // namespace vigil::tests
