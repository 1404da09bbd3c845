// For the tests of the courier: a real store with the real outbox, a clock and a mailer that do as told.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "out/courier.h"
#include "storage/store_fixture.h"

namespace vigil::out::testing {

using storage::testing::Kind;

class StandingClock : public Clock {
  public:
    Moment now() const override { return Moment{us_}; }
    void set(Moment to) { us_ = to.us; }
    void advance(Span by) { us_ += by.us; }

  private:
    std::atomic<std::int64_t> us_ = 1'772'442'000'000'000;  // 2026-03-02T09:00:00Z
};

// Keeps what it is given and answers by `says`; without it every mail is accepted.
class FakeMailer : public Mailer {
  public:
    std::function<Result<MailReceipt>(const MailMessage&)> says;
    Result<MailReceipt> send(const MailMessage& message) override;
    std::vector<MailMessage> sent() const;

  private:
    mutable std::mutex mutex_;
    std::vector<MailMessage> sent_;
};

std::unexpected<Fault> deferred(std::string words = "mail.example.com:25: 451 try later");
std::unexpected<Fault> refused(std::string words = "mail.example.com:25: 550 nobody here");

class CourierTest : public ::testing::TestWithParam<Kind> {
  protected:
    void SetUp() override;

    // A new process: what the old one had in memory is gone.
    enum class Node { first, second };  // the second has a store of its own
    std::unique_ptr<Courier> courier(Node node = Node::first);
    std::unique_ptr<Courier> courier_with(Mailer& mailer, Node node = Node::first);
    SendReport send(Courier& courier);

    // A row of the outbox for one mail; its number is its id.
    void queue(std::int64_t id, std::string kind,
               std::vector<std::pair<std::string, Value>> more = {});
    // A notice about exception 1000 + id, in the mail `outbox`.
    void give_notice(std::int64_t id, std::int64_t outbox, std::string language = "en",
                     std::string rung = "broken");
    void queue_alert(std::int64_t id, std::string language = "en");
    void change(const EntityDef& entity, std::int64_t id,
                std::vector<std::pair<std::string, Value>> values);

    Record mail(std::int64_t id) { return row(catalogue_->need("outbox"), id); }
    Record notice(std::int64_t id) { return row(catalogue_->need("notice"), id); }
    std::string state(std::int64_t id) { return std::string(mail(id).text("state")); }
    Record row(const EntityDef& entity, std::int64_t id);
    // With the evidence that the fake mailer gives.
    void expect_accepted(std::int64_t id);

    CataloguePtr catalogue_;
    StandingClock clock_;
    FakeMailer mailer_;
    std::vector<std::string> log_;
    std::unique_ptr<storage::testing::Place> place_;
    std::unique_ptr<storage::CatalogueStore> store_, second_;

  private:
    std::unique_ptr<storage::CatalogueStore> open();
};

}  // namespace vigil::out::testing
