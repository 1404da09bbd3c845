#include "out/courier_fixture.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/embedded.h"

namespace vigil::out::testing {

namespace {

EntityDef shipped(std::string_view path) {
    for (const auto& file : embedded_declarations())
        if (file.path == path) return parse_entity(file.bytes).value();
    ADD_FAILURE() << path;
    return {};
}

CataloguePtr small_catalogue() {
    using storage::testing::make_field;
    EntityDef user = storage::testing::make_entity(
        "user", "users",
        {make_field("name", FieldKind::text), make_field("time_zone", FieldKind::text)});
    EntityDef exception = storage::testing::make_entity("exception", "exceptions",
                                                        {make_field("state", FieldKind::text)});
    return storage::testing::make_catalogue({shipped("server/model/system/outbox.entity.json"),
                                             shipped("server/model/system/notice.entity.json"),
                                             user, exception});
}

std::string notice_data(std::int64_t id, const std::string& language, Moment due) {
    const bool zh = language == "zh-CN";
    const nlohmann::json data{
        {"sentence", zh ? "新线索在一天内联系。" : "A new lead is touched within 1 day."},
        {"broken", zh ? "一天内未跟进" : "not touched within 1 day"},
        {"goal", "Nobody waits"},
        {"title", "Priya Haddad " + std::to_string(id)},
        {"context", "Castor Energy"},
        {"see", "no call"},
        {"owner", "Ann Li"},
        {"amount", ""},
        {"consequence", "Goes back to the team"},
        {"clock", "Mon 09:00 + 1 day"},
        {"due_at", to_string(due)},
        {"exception", std::to_string(1000 + id)},
        {"language", language},
        {"reader", "Grace Moreau"}};
    return data.dump();
}

}  // namespace

Result<MailReceipt> FakeMailer::send(const MailMessage& message) {
    auto answer = says ? says(message)
                       : Result<MailReceipt>(MailReceipt{"mail.example.com:25", "250 2.0.0 kept"});
    const std::lock_guard lock(mutex_);
    if (answer) sent_.push_back(message);
    return answer;
}

std::vector<MailMessage> FakeMailer::sent() const {
    const std::lock_guard lock(mutex_);
    return sent_;
}

std::unexpected<Fault> deferred(std::string words) {
    return fail(FaultKind::unavailable, "mail_deferred", std::move(words));
}

std::unexpected<Fault> refused(std::string words) {
    return fail(FaultKind::refused, "mail_refused", std::move(words));
}

void CourierTest::SetUp() {
    place_ = storage::testing::make_place(GetParam());
    if (!place_) GTEST_SKIP() << "VIGIL_TEST_DATABASE is not set";
    catalogue_ = small_catalogue();
    store_ = open();
    ASSERT_TRUE(store_);
    const Status shaped = store_->shape(*catalogue_);
    ASSERT_TRUE(shaped) << shaped.error().log;
}

std::unique_ptr<storage::CatalogueStore> CourierTest::open() {
    auto store = place_->open();
    if (!store) {
        ADD_FAILURE() << store.error().log;
        return nullptr;
    }
    (*store)->use_catalogue(catalogue_);
    return *std::move(store);
}

std::unique_ptr<Courier> CourierTest::courier(Node node) { return courier_with(mailer_, node); }

std::unique_ptr<Courier> CourierTest::courier_with(Mailer& mailer, Node node) {
    if (node == Node::second && !second_) second_ = open();
    Store& store = node == Node::first ? *store_ : *second_;
    static const Words words = Words::from_embedded().value();
    CourierOptions options;
    options.letterhead = [] {
        return Letterhead{
            {"Vigil", "vigil@example.com"}, "Castor", "UTC", "https://vigil.example.com:8443"};
    };
    options.catalogue = [this] { return catalogue_; };
    options.budget = [] { return MailBudget{5, hours(1), 300}; };
    options.log = [this](std::string_view line) { log_.emplace_back(line); };
    return std::make_unique<Courier>(store, clock_, mailer, words, std::move(options));
}

SendReport CourierTest::send(Courier& courier) {
    const auto report = courier.send_due();
    EXPECT_TRUE(report) << report.error().log;
    return report.value_or(SendReport{});
}

void CourierTest::queue(std::int64_t id, std::string kind,
                        std::vector<std::pair<std::string, Value>> more) {
    std::vector<std::pair<std::string, Value>> values = {
        {"kind", std::move(kind)},        {"user", std::int64_t(7)},
        {"address", "grace@example.com"}, {"state", std::string("queued")},
        {"queued_at", clock_.now()},      {"next_at", clock_.now()},
        {"attempts", std::int64_t(0)}};
    for (auto& [key, value] : more) {
        std::erase_if(values, [&](const auto& one) { return one.first == key; });
        values.emplace_back(std::move(key), std::move(value));
    }
    const auto done = store_->apply(storage::testing::changes_of(
        {storage::testing::make_write(catalogue_->need("outbox"), Id{id}, std::move(values))}));
    ASSERT_TRUE(done) << done.error().log;
}

void CourierTest::give_notice(std::int64_t id, std::int64_t outbox, std::string language,
                              std::string rung) {
    const auto done = store_->apply(storage::testing::changes_of({storage::testing::make_write(
        catalogue_->need("notice"), Id{id},
        {{"exception", 1000 + id},
         {"user", std::int64_t(7)},
         {"rung", rung},
         {"channel", std::string("mail")},
         {"at", clock_.now()},
         {"state", std::string("queued")},
         {"outbox", outbox},
         {"data",
          notice_data(id, language,
                      rung == "warned" ? clock_.now() + hours(3) : clock_.now() - hours(28))}})}));
    ASSERT_TRUE(done) << done.error().log;
}

void CourierTest::queue_alert(std::int64_t id, std::string language) {
    queue(id, "alert");
    give_notice(id, id, std::move(language));
}

void CourierTest::change(const EntityDef& entity, std::int64_t id,
                         std::vector<std::pair<std::string, Value>> values) {
    const auto done = store_->apply(storage::testing::changes_of({storage::testing::make_write(
        entity, Id{id}, std::move(values), row(entity, id).version())}));
    ASSERT_TRUE(done) << done.error().log;
}

Record CourierTest::row(const EntityDef& entity, std::int64_t id) {
    const auto found = store_->read()->get(entity, Id{id}, Permit::house());
    EXPECT_TRUE(found && *found) << entity.key << " " << id;
    return found && *found ? **found : Record(entity);
}

void CourierTest::expect_accepted(std::int64_t id) {
    const auto row = mail(id);
    EXPECT_EQ(row.text("state"), "accepted");
    EXPECT_EQ(row.text("server"), "mail.example.com:25");
    EXPECT_EQ(row.text("answer"), "250 2.0.0 kept");
    EXPECT_EQ(moment_of(row["sent_at"]), clock_.now());
    EXPECT_TRUE(is_empty(row["next_at"]));
}

}  // namespace vigil::out::testing
