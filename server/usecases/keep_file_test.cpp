#include "usecases/keep_file.h"

#include "usecases/house_fixture.h"

namespace vigil {
namespace {

class KeepFile : public ::testing::Test {
  protected:
    KeptFile keep(const Actor& actor, const std::string& bytes, std::string_view name = "a.csv") {
        auto writer = FileWriter::begin(house_.engine(), actor, name);
        EXPECT_TRUE(writer) << writer.error().log;
        EXPECT_TRUE(writer->write(bytes));
        const auto file = writer->finish();
        EXPECT_TRUE(file);
        return *file;
    }
    std::string whole(Id file) {
        std::string bytes;
        for (FileReader reader(house_.engine(), file);;) {
            const auto piece = reader.next();
            EXPECT_TRUE(piece);
            if (!piece || piece->empty()) return bytes;
            bytes += *piece;
        }
    }
    static Actor person(std::int64_t id) {
        Actor actor;
        actor.user = Id{id};
        actor.permit = Permit({}, "rep", Permit::ByEntity{});
        return actor;
    }

    testing::House house_;
};

TEST_F(KeepFile, IsReadByItsOwnerAlone) {
    std::string bytes;
    for (int i = 0; i < 500'000; ++i) bytes.push_back(char(i * 31));
    const auto file = keep(person(7), bytes);
    EXPECT_EQ(file.size, 500'000);
    EXPECT_EQ(whole(file.id), bytes);
    EXPECT_TRUE(find_file(house_.engine(), person(7), file.id));
    EXPECT_EQ(find_file(house_.engine(), person(8), file.id).error().code, "not_found");
    EXPECT_TRUE(find_file(house_.engine(), Actor::house(), file.id));
}

TEST_F(KeepFile, IsNotThereBeforeItIsWhole) {
    auto writer = FileWriter::begin(house_.engine(), person(7), "a");
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->write("x"));
    EXPECT_FALSE(find_file(house_.engine(), person(7), writer->id()));
    ASSERT_TRUE(writer->finish());
    EXPECT_TRUE(find_file(house_.engine(), person(7), writer->id()));
}

TEST_F(KeepFile, HasABound) {
    auto writer = FileWriter::begin(house_.engine(), person(7), "a");
    ASSERT_TRUE(writer);
    const std::string mega(std::size_t{1} << 20, 'x');
    for (int i = 0; i < 25; ++i) ASSERT_TRUE(writer->write(mega));
    EXPECT_EQ(writer->write("x").error().code, "file_too_large");
}

TEST_F(KeepFile, GoesWhenItsTimeIsOverUnlessItWasUsed) {
    const auto unused = keep(person(7), "unused"), used = keep(person(7), "used");
    ASSERT_TRUE(keep_file(house_.engine(), used.id, days(7)));
    house_.clock.at = house_.clock.at + file_kept + seconds(1);
    EXPECT_FALSE(find_file(house_.engine(), person(7), unused.id));
    EXPECT_EQ(*purge_files(house_.engine()), 1);
    EXPECT_EQ(house_.all("file").size(), 1u);
    EXPECT_EQ(house_.all("file_piece").size(), 1u);
    EXPECT_EQ(whole(used.id), "used");
}

TEST_F(KeepFile, APersonHasSoMuchRoom) {
    EXPECT_TRUE(check_file_quota(house_.engine(), person(7)));
    for (int i = 0; i < 10; ++i)
        ASSERT_TRUE(FileWriter::begin(house_.engine(), person(7), "arriving"));
    EXPECT_EQ(check_file_quota(house_.engine(), person(7)).error().code, "file_quota");
    EXPECT_TRUE(check_file_quota(house_.engine(), person(8)));
}

}  // namespace
}  // namespace vigil
