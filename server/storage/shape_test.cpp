// Tables that follow the catalogue, on both stores.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "storage/schema_plan.h"
#include "storage/store_fixture.h"

namespace vigil::storage::testing {
namespace {

class StoreShape : public StoreTest {
  protected:
    static EntityDef& find(std::vector<EntityDef>& entities, std::string_view key) {
        return *std::find_if(entities.begin(), entities.end(),
                             [&](auto& e) { return e.key == key; });
    }
    std::vector<std::string> check() {
        const auto found = store_->check(*catalogue_);
        EXPECT_TRUE(found) << found.error().log;
        return found ? found->wrong : std::vector<std::string>{"no answer"};
    }
};
VIGIL_EACH_STORE(StoreShape);

TEST_P(StoreShape, TwiceIsOnce) {
    EXPECT_TRUE(store_->shape(*catalogue_));
    EXPECT_TRUE(store_->shape(*catalogue_));
    EXPECT_TRUE(check().empty());
}

TEST_P(StoreShape, TwoNodesMayShapeAtOnce) {
    place_ = nullptr;
    store_ = nullptr;
    place_ = make_place(GetParam());
    std::vector<std::unique_ptr<CatalogueStore>> nodes;
    for (int i = 0; i < 4; ++i) nodes.push_back(*place_->open());
    std::vector<std::thread> threads;
    for (auto& node : nodes)
        threads.emplace_back([&] {
            const Status shaped = node->shape(*catalogue_);
            EXPECT_TRUE(shaped) << shaped.error().log;
        });
    for (auto& thread : threads) thread.join();
    const auto found = nodes[0]->check(*catalogue_);
    EXPECT_TRUE(found && found->wrong.empty());
}

TEST_P(StoreShape, IndexesOfAFilledTableMayComeLater) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("old")}})}));
    auto entities = sample_entities();
    auto& fields = find(entities, "lead").fields;
    fields.push_back(make_field("budget", FieldKind::integer));
    fields.back().indexed = true;
    const auto wanted = make_catalogue(entities, 2);
    const auto indexes = wanted_indexes(wanted->need("lead"));
    const auto index = std::ranges::find_if(
        indexes, [](const WantedIndex& one) { return one.columns.front() == "-budget"; });
    ASSERT_NE(index, indexes.end());
    const auto drop = [&] { return bool(place_->run("drop index \"" + index->name + "\"")); };
    const Status columns = store_->shape_columns(*wanted);
    ASSERT_TRUE(columns) << columns.error().log;
    store_->use_catalogue(wanted);
    EXPECT_FALSE(drop());  // not there yet
    EXPECT_TRUE(store_->build_indexes(*wanted));
    EXPECT_TRUE(drop());
    EXPECT_TRUE(store_->build_indexes(*wanted));
    EXPECT_TRUE(drop());
}

TEST_P(StoreShape, AFieldAddedWhileServing) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("old")}})}));
    const auto old_view = store_->read();
    const CataloguePtr old = catalogue_;
    auto entities = sample_entities();
    auto& fields = find(entities, "lead").fields;
    fields.insert(fields.begin() + 1, make_field("budget", FieldKind::money));  // before older ones
    fields.back().indexed = true;
    take(make_catalogue(entities, 2));
    const auto read = get(lead(), Id{1});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text("name"), "old");
    EXPECT_TRUE(is_empty((*read)["budget"]));
    const Money budget{100, *parse_currency("USD")};
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"budget", budget}}, 1)}));
    EXPECT_EQ((*get(lead(), Id{1}))["budget"], Value(budget));
    // Whoever holds the older catalogue goes on with it.
    const EntityDef& older = old->need("lead");
    const auto by_older = store_->read()->get(older, Id{1}, Permit::house());
    ASSERT_TRUE(by_older) << by_older.error().log;
    EXPECT_EQ((*by_older)->text("name"), "old");
    EXPECT_TRUE(
        store_->apply(changes_of({make_write(older, Id{1}, {{"name", std::string("new")}}, 2)})));
    EXPECT_EQ((*get(lead(), Id{1}))["budget"], Value(budget));
    EXPECT_TRUE(check().empty());
}

TEST_P(StoreShape, AnEntityAddedWhileServingSurvivesAStart) {
    auto entities = sample_entities();
    entities.push_back(make_entity("boat", "boats", {make_field("name", FieldKind::text)}));
    take(make_catalogue(entities, 2));
    ASSERT_TRUE(applied({make_write(entity("boat"), Id{1}, {{"name", std::string("Ann")}})}));
    reopen();
    EXPECT_EQ(get(entity("boat"), Id{1})->text("name"), "Ann");
}

TEST_P(StoreShape, WhatIsNoLongerDeclaredStaysUntouched) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"rank", std::int64_t{7}}})}));
    auto entities = sample_entities();
    std::erase_if(find(entities, "lead").fields,
                  [](const FieldDef& field) { return field.key == "rank"; });
    find(entities, "lead").indexes.clear();
    take(make_catalogue(entities, 2));
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("x")}}, 1)}));
    take(make_catalogue(sample_entities(), 3));
    EXPECT_EQ((*get(lead(), Id{1}))["rank"], Value(std::int64_t{7}));
}

TEST_P(StoreShape, AnOlderDatabaseOpens) {
    place_ = nullptr;
    store_ = nullptr;
    place_ = make_place(GetParam());
    const bool sqlite = GetParam() == Kind::sqlite;
    const std::string number = sqlite ? "integer" : "bigint";
    ASSERT_TRUE(place_->run("create table \"leads\" (\"id\" " + number +
                            " primary key not null, \"version\" " + number +
                            " not null, \"name\" text)" + (sqlite ? " strict" : "") +
                            "; insert into \"leads\" values (5, 3, 'kept')"));
    reopen();
    const auto read = get(lead(), Id{5});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->version(), 3);
    EXPECT_EQ(read->text("name"), "kept");
    EXPECT_TRUE(check().empty());
}

TEST_P(StoreShape, KeysOfOldRowsAreWorkedOut) {
    auto entities = sample_entities();
    find(entities, "user").fields[0].max_length = 100;
    std::vector<Write> writes;
    for (int i = 1; i <= 1200; ++i)
        writes.push_back(
            make_write(entity("user"), Id{i}, {{"name", "Name " + std::to_string(i)}}));
    ASSERT_TRUE(applied(std::move(writes)));
    find(entities, "user").fields[0].key_column = true;
    take(make_catalogue(entities, 2));
    const EntityDef& user = entity("user");
    const int name = user.index_of("name");
    for (const int i : {1, 600, 1200}) {
        const std::int64_t key = comparing_key(user.fields[name], "NAME " + std::to_string(i));
        const auto found = store_->read()->find_by_key(user, name, key, Permit::house());
        ASSERT_TRUE(found && found->size() == 1) << i;
        EXPECT_EQ(found->front().id(), Id{i});
    }
}

TEST_P(StoreShape, AnIndexIsBuiltOnRowsThatAreThere) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("same")}}),
                         make_write(lead(), Id{2}, {{"name", std::string("same")}})}));
    auto entities = sample_entities();
    find(entities, "lead").fields[0].indexed = true;
    take(make_catalogue(entities, 2));
    entities = sample_entities();
    find(entities, "lead").fields[0].unique = true;  // they are not
    EXPECT_FALSE(store_->shape(*make_catalogue(entities, 3)));
    take(make_catalogue(sample_entities(), 4));
    EXPECT_TRUE(check().empty());
}

TEST_P(StoreShape, CheckNamesWhatIsMissingAndWhatLeadsNowhere) {
    ASSERT_TRUE(applied({make_write(entity("user"), Id{1}, {}),
                         make_write(lead(), Id{2}, {{"owner", Id{1}}}),
                         make_write(lead(), Id{3}, {{"owner", Id{99}}})}));
    EXPECT_EQ(check(), std::vector<std::string>{"leads.owner: 1 links lead nowhere"});
    auto entities = sample_entities();
    find(entities, "lead").fields.push_back(make_field("more", FieldKind::text));
    entities.push_back(make_entity("boat", "boats", {}));
    const auto found = store_->check(*make_catalogue(entities, 2));
    ASSERT_TRUE(found);
    const std::string later = " comes with the next start: an older version made this";
    EXPECT_EQ(found->to_come,
              (std::vector<std::string>{"column leads.more" + later, "table boats" + later}));
    EXPECT_EQ(found->wrong, check()) << "nothing that was there is gone";
}

TEST_P(StoreShape, CheckTellsWhatWasThereAndIsGone) {
    ASSERT_TRUE(place_->run("alter table leads drop column name"));
    EXPECT_EQ(check(), std::vector<std::string>{"column leads.name is missing"});
    EXPECT_EQ(check(), std::vector<std::string>{"column leads.name is missing"})
        << "it mends nothing";
    ASSERT_TRUE(place_->run("drop table leads"));
    EXPECT_EQ(check(), std::vector<std::string>{"table leads is missing"});
}

TEST_P(StoreShape, CheckTellsValuesThatAreNoChoice) {
    auto entities = sample_entities();
    auto& fields = find(entities, "thing").fields;
    const auto pick = std::ranges::find(fields, "pick", &FieldDef::key);
    for (const char* key : {"new", "it's"}) pick->choices.emplace_back().key = key;
    take(make_catalogue(entities, 2));
    ASSERT_TRUE(applied({make_write(entity("thing"), Id{1}, {{"pick", std::string("it's")}}),
                         make_write(entity("thing"), Id{2}, {})}));
    EXPECT_TRUE(check().empty());
    ASSERT_TRUE(place_->run("update things set pick = 'zzz' where id = 1"));
    EXPECT_EQ(check(), std::vector<std::string>{"things.pick: 1 values are no choice"});
}

TEST_P(StoreShape, CheckTellsRings) {
    auto entities = sample_entities();
    EntityDef& leads = find(entities, "lead");
    leads.fields.push_back(make_field("parent", FieldKind::link));
    leads.fields.back().link = "lead";
    take(make_catalogue(entities, 2));
    ASSERT_TRUE(
        applied({make_write(lead(), Id{1}, {}), make_write(lead(), Id{2}, {{"parent", Id{1}}}),
                 make_write(lead(), Id{3}, {{"parent", Id{2}}})}));
    EXPECT_TRUE(check().empty());
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"parent", Id{2}}}, 1)}));
    EXPECT_EQ(check(), std::vector<std::string>{"leads.parent: 2 stand above themselves"});
}

TEST_P(StoreShape, CheckTellsAGapInTheJournal) {
    if (GetParam() == Kind::postgres) GTEST_SKIP() << "its numbers have gaps";
    for (const int id : {1, 2, 3}) ASSERT_TRUE(applied({journal_row(Id{id}, "done")}));
    EXPECT_TRUE(check().empty());
    ASSERT_TRUE(place_->run("delete from " + entity("journal").plural + " where id = 2"));
    EXPECT_EQ(check(), std::vector<std::string>{entity("journal").plural + ": 1 rows are missing"});
}

TEST_P(StoreShape, ACopyIsWhole) {
    ASSERT_TRUE(applied({make_write(lead(), Id{1}, {{"name", std::string("kept")}})}));
    const auto path =
        std::filesystem::temp_directory_path() / ("vigil_copy_" + std::to_string(::getpid()));
    std::filesystem::remove(path);
    const Status copied = store_->backup(path);
    ASSERT_TRUE(copied) << copied.error().log;
    EXPECT_FALSE(store_->backup(path)) << "never over another file";
    if (GetParam() == Kind::sqlite) {
        auto copy = open_sqlite({.path = path});
        ASSERT_TRUE(copy);
        (*copy)->use_catalogue(catalogue_);
        EXPECT_EQ((*(*copy)->read()->get(lead(), Id{1}, Permit::house()))->text("name"), "kept");
        EXPECT_TRUE((*copy)->check(*catalogue_)->wrong.empty());
    } else {
        EXPECT_GT(std::filesystem::file_size(path), 1000u);
    }
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + end);
}

}  // namespace
}  // namespace vigil::storage::testing
