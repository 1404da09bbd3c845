// How fast records are found by any part of name, phone or e-mail: generated leads in Latin,
// Chinese and Cyrillic, each with a rep, every tenth with an open opportunity.
//   bench_search --records 1000000 (--data FOLDER | --database URL) [--filled] [--only TEXT]
// Without --filled the place must be empty; --only measures the lines that have TEXT in their
// names.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <random>

#include "main/house.h"
#include "main/search_lane.h"
#include "usecases/follow_search.h"
#include "usecases/init_company.h"
#include "usecases/search_everything.h"
#include "usecases/sign_in.h"

namespace vigil {
namespace {

using Steady = std::chrono::steady_clock;
double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

[[noreturn]] void give_up(const Fault& fault) {
    std::fprintf(stderr, "bench_search: %s %s\n", fault.code.c_str(), fault.log.c_str());
    std::exit(1);
}
// Of this thread: what the work itself takes, whoever else keeps the machine busy. Nothing for
// PostgreSQL's part.
double thread_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}
template <class T>
T need(Result<T> result) {
    if (!result) give_up(result.error());
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

struct Person {
    std::string first, last, email, phone;
};

class People {
  public:
    explicit People(unsigned seed) : random_(seed) {}
    int below(int n) { return int(random_() % unsigned(n)); }
    template <std::size_t n>
    std::string any(const char* const (&of)[n]) {
        return of[below(int(n))];
    }
    Person next() {
        const int kind = below(10);
        Person person = kind < 6 ? latin() : kind < 8 ? chinese() : cyrillic();
        person.email = "p" + std::to_string(below(100'000'000)) + "@example.com";
        if (kind < 6)
            person.email =
                person.first + "." + person.last + std::to_string(below(1000)) + "@example.com";
        return person;
    }

  private:
    std::string digits(int n) {
        std::string text;
        while (n-- > 0) text += char('0' + below(10));
        return text;
    }
    Person latin() {
        static constexpr const char* first[] = {
            "Anna",  "Bert",  "Carla", "David",  "Elena", "Frank", "Greta", "Hugo", "Ines",
            "Jonas", "Klara", "Louis", "Marta",  "Nils",  "Olga",  "Paul",  "Rosa", "Simon",
            "Tilda", "Uwe",   "Vera",  "Walter", "Xenia", "Yves",  "Zoe"};
        static constexpr const char* part[] = {
            "al",  "ba",  "ber", "cor",   "dan", "del", "en",  "fel", "gar", "hol", "in",  "jan",
            "ker", "lan", "man", "mar",   "mei", "ner", "or",  "pet", "qui", "ras", "ren", "sch",
            "sen", "ski", "son", "stein", "tor", "ul",  "van", "web", "win", "zim", "ött", "ür"};
        return {any(first),
                any(part) + any(part) + any(part),
                {},
                "+49 30 " + digits(4) + " " + digits(4)};
    }
    Person chinese() {
        static constexpr const char* last[] = {"王", "李", "张", "刘", "陈", "杨", "黄",
                                               "赵", "吴", "周", "徐", "孙", "马", "朱",
                                               "胡", "林", "郭", "何", "高", "罗"};
        static constexpr const char* first[] = {
            "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇",
            "艳", "杰", "娟", "涛", "明", "超", "兰", "霞", "平", "刚", "桂",
            "英", "华", "玉", "红", "北", "京", "海", "淀", "春", "秋", "夏",
            "冬", "梅", "竹", "松", "石", "山", "川", "云", "雨", "雪", "风"};
        return {any(first) + (below(3) ? any(first) : ""),
                any(last),
                {},
                "+86 13" + digits(1) + " " + digits(4) + " " + digits(4)};
    }
    Person cyrillic() {
        static constexpr const char* first[] = {"Анна",  "Борис", "Вера", "Глеб",  "Дарья",
                                                "Егор",  "Зоя",   "Иван", "Клара", "Лев",
                                                "Мария", "Нина",  "Олег", "Павел", "Роман"};
        static constexpr const char* part[] = {"ал",  "бор", "вол", "гор", "дан", "ер", "жук",
                                               "зай", "ков", "лес", "мор", "ник", "ор", "пет",
                                               "рас", "сер", "тар", "уш",  "фед", "хар"};
        return {any(first),
                any(part) + any(part) + "ов",
                {},
                "+7 912 " + digits(3) + "-" + digits(2) + "-" + digits(2)};
    }
    std::mt19937 random_;
};

class Bench {
  public:
    Bench(const HouseOptions& options, int records, std::string only)
        : records_(records), only_(std::move(only)) {
        house_ = need(House::open(options));
        index_ = need(open_search(options));
    }

    void fill() {
        NewCompany company;
        company.admin_email = "admin@example.com";
        company.admin_password = "not a secret at all";
        if (const auto made = init_company(engine(), company); !made) give_up(made.error());
        const auto start = Steady::now();
        const auto catalogue = house_->company()->catalogue;
        const EntityDef &lead = catalogue->need("lead"),
                        &opportunity = catalogue->need("opportunity"),
                        &user = catalogue->need("user");
        ChangeSet changes;
        for (int i = 0; i < 500; ++i) {
            reps_.push_back(engine().ids.next());
            add(changes, user, reps_.back(),
                {{"name", "Rep " + std::to_string(i)},
                 {"email", "rep" + std::to_string(i) + "@example.com"},
                 {"role", std::string("rep")},
                 {"active", true}});
        }
        for (int i = 0; i < records_; ++i) {
            const Person person = people_.next();
            const Id id = engine().ids.next(), rep = reps_[std::size_t(choice_.below(500))];
            add(changes, lead, id,
                {{"first_name", person.first},
                 {"last_name", person.last},
                 {"email", person.email},
                 {"phone", person.phone},
                 {"owner", rep},
                 {"status", std::string("new")}});
            if (i % 10 == 0)
                add(changes, opportunity, engine().ids.next(),
                    {{"name", "Order of " + person.last},
                     {"lead", id},
                     {"owner", rep},
                     {"stage", std::string("proposal")}});
            if (changes.writes.size() > 5'000 || i + 1 == records_) {
                if (const auto done = engine().store.apply(changes); !done) give_up(done.error());
                changes = {};
            }
        }
        if (const auto loaded = engine().company.reload(); !loaded) give_up(loaded.error());
        std::printf("%d leads written in %.1f s\n", records_, seconds_since(start));
        const auto begun = Steady::now();
        const int texts = need(index_journal(engine(), *index_));
        std::printf("%d texts indexed in %.1f s\n", texts, seconds_since(begun));
    }

    void measure() {
        std::printf("%-44s %9s %9s %9s %9s %9s\n", "ms", "index p50", "p99", "all p50", "p99",
                    "CPU p99");
        const auto cut = [](const std::string& text, int from, int n) {  // characters
            std::vector<std::size_t> edges;
            for (std::size_t i = 0; i <= text.size(); ++i)
                if (i == text.size() || (text[i] & 0xC0) != 0x80) edges.push_back(i);
            if (from + n >= int(edges.size())) return std::string();
            return text.substr(edges[std::size_t(from)],
                               edges[std::size_t(from + n)] - edges[std::size_t(from)]);
        };
        using Make = std::function<std::string(const Person&)>;
        const std::vector<std::pair<const char*, Make>> kinds = {
            {"2 Chinese characters",
             [](const Person& p) {
                 return p.last.size() == 3 ? p.last + p.first.substr(0, 3) : "";
             }},
            {"3 Chinese characters",
             [](const Person& p) {
                 return p.last.size() == 3 && p.first.size() == 6 ? p.last + p.first : "";
             }},
            {"1 letter", [&](const Person& p) { return cut(p.last, 0, 1); }},
            {"2 letters",
             [&](const Person& p) { return p.last.size() == 3 ? "" : cut(p.last, 0, 2); }},
            {"3 letters, inside", [&](const Person& p) { return cut(p.last, 1, 3); }},
            {"8 letters", [&](const Person& p) { return cut(p.last, 0, 8); }},
            {"first and last name", [](const Person& p) { return p.first + " " + p.last; }},
            {"4 digits of a phone",
             [&](const Person& p) {
                 return cut(p.phone, 7, 4).find_first_of(" -") == std::string::npos
                            ? cut(p.phone, 7, 4)
                            : "";
             }},
            {"6 last digits of a phone, as typed",
             [](const Person& p) { return p.phone.substr(p.phone.size() - 7); }},
            {"a whole phone, as typed", [](const Person& p) { return p.phone; }},
            {"8 characters of an e-mail", [&](const Person& p) { return cut(p.email, 3, 8); }},
            {"what every record has (example.com)", [](const Person&) { return "example.com"; }},
            {"nothing (8 letters that none has)",
             [&](const Person& p) { return cut(p.last, 0, 4) + "qxzv"; }},
        };
        for (const auto& [name, make] : kinds)
            if (std::strstr(name, only_.c_str())) measure_one(name, make, admin(), "");
        for (const auto& [name, make] : kinds)
            if (only_.empty() &&
                (!std::strcmp(name, "2 Chinese characters") ||
                 !std::strcmp(name, "3 letters, inside") || !std::strcmp(name, "1 letter")))
                measure_one(name, make, rep(), " (one rep's)");
    }

  private:
    Engine& engine() { return house_->engine(); }
    static void add(ChangeSet& changes, const EntityDef& entity, Id id,
                    std::vector<std::pair<const char*, Value>> values) {
        Write write{Write::Op::insert, &entity, id, 0, {}};
        for (auto& [key, value] : values)
            write.values.emplace_back(entity.index_of(key), std::move(value));
        changes.writes.push_back(std::move(write));
    }
    Actor admin() { return actor_of(*house_->company()->person_by_email("admin@example.com")); }
    Actor rep() { return actor_of(*house_->company()->person_by_email("rep7@example.com")); }
    Actor actor_of(const vigil::Person& person) {
        Actor actor;
        actor.user = person.id;
        actor.permit = house_->company()->permit_for(person, engine().clock.now());
        return actor;
    }
    template <class Make>
    void measure_one(const char* name, const Make& make, const Actor& actor, const char* whose) {
        People again(7);  // the same people as were written
        std::vector<double> find, whole, own;
        std::size_t found = 0;
        for (int i = 0; find.size() < 500 && i < records_; ++i) {
            const auto typed = make(again.next());
            if (typed.empty()) continue;
            const SearchQuery query(typed);
            auto start = Steady::now();
            need(index_->find(query, {"lead", {}}, 20));
            find.push_back(seconds_since(start) * 1e3);
            start = Steady::now();
            const double began = thread_ms();
            found +=
                need(search_everything(engine(), *index_, actor, {typed, "", 20})).found.size();
            whole.push_back(seconds_since(start) * 1e3);
            own.push_back(thread_ms() - began);
        }
        std::ranges::sort(find);
        std::ranges::sort(whole);
        std::ranges::sort(own);
        const auto at = [](const std::vector<double>& all, double share) {
            return all[std::size_t(double(all.size() - 1) * share)];
        };
        std::printf("%-44s %9.2f %9.2f %9.2f %9.2f %9.2f   %4.1f found\n",
                    (std::string(name) + whose).c_str(), at(find, 0.5), at(find, 0.99),
                    at(whole, 0.5), at(whole, 0.99), at(own, 0.99),
                    double(found) / double(find.size()));
        std::fflush(stdout);
    }

    int records_;
    std::string only_;
    People people_{7}, choice_{8};
    std::vector<Id> reps_;
    std::unique_ptr<House> house_;
    std::unique_ptr<SearchIndex> index_;
};

}  // namespace
}  // namespace vigil

int main(int count, char** words) {
    vigil::HouseOptions options;
    int records = 100'000;
    bool filled = false;
    std::string only;
    for (int i = 1; i < count; ++i) {
        const std::string name = words[i];
        if (name == "--filled") filled = true;
        if (i + 1 == count) break;
        if (name == "--records")
            records = std::atoi(words[++i]);
        else if (name == "--data")
            options.data = words[++i];
        else if (name == "--only")
            only = words[++i];
        else if (name == "--database")
            options.database = words[++i];
    }
    vigil::Bench bench(options, records, only);
    if (!filled) bench.fill();
    bench.measure();
}
