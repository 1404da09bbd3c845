#include "main/demo/staff.h"

#include <iterator>

#include "base/check.h"
#include "base/secrets.h"
#include "usecases/unit_of_work.h"

namespace vigil::demo {

namespace {

struct Hire {
    std::string_view team, role, name, mail;
};

// In each team the manager comes first.
constexpr Hire hires[] = {
    {"", "manager", "Ingrid Sommerfeld", "ingrid.sommerfeld"},
    {"", "assistant", "Tilda Rosenlund", "tilda.rosenlund"},
    {"", "operator", "Enno Kornblum", "enno.kornblum"},
    {"North", "manager", "Henrik Fjordhagen", "henrik.fjordhagen"},
    {"North", "assistant", "Jette Lachsund", "jette.lachsund"},
    {"North", "operator", "Nele Heidmoor", "nele.heidmoor"},
    {"North", "rep", "Malte Osterkamp", "malte.osterkamp"},
    {"North", "rep", "Svea Birkelund", "svea.birkelund"},
    {"North", "rep", "Fiona Windhuis", "fiona.windhuis"},
    {"North", "rep", "Kjell Elmsgaard", "kjell.elmsgaard"},
    {"North", "rep", "Wiebke Oldenwarf", "wiebke.oldenwarf"},
    {"South", "manager", "Carla Valdemonte", "carla.valdemonte"},
    {"South", "assistant", "Quirin Himmelsbach", "quirin.himmelsbach"},
    {"South", "operator", "Lucie Petitclair", "lucie.petitclair"},
    {"South", "rep", "Florian Lerchenthal", "florian.lerchenthal"},
    {"South", "rep", "Рада Черешняк", "rada.chereshnyak"},
    {"South", "rep", "Noémie Beaulanger", "noemie.beaulanger"},
    {"South", "rep", "Giulio Fiorentelli", "giulio.fiorentelli"},
    {"South", "rep", "Gesa Weidenbruch", "gesa.weidenbruch"},
    {"Key accounts", "manager", "Magnus Silberquell", "magnus.silberquell"},
    {"Key accounts", "assistant", "Ilka Haselbusch", "ilka.haselbusch"},
    {"Key accounts", "operator", "Oskar Feldbrandt", "oskar.feldbrandt"},
    {"Key accounts", "rep", "Juliane Rabenhorst", "juliane.rabenhorst"},
    {"Key accounts", "rep", "Thibaut Marchevent", "thibaut.marchevent"},
    {"Key accounts", "rep", "Dagmar Uferstein", "dagmar.uferstein"},
    {"China", "manager", "沈清扬", "shen.qingyang"},
    {"China", "assistant", "夏若溪", "xia.ruoxi"},
    {"China", "operator", "童晓岚", "tong.xiaolan"},
    {"China", "rep", "林思远", "lin.siyuan"},
    {"China", "rep", "顾雨桐", "gu.yutong"},
    {"China", "rep", "欧阳明哲", "ouyang.mingzhe"},
    {"China", "rep", "秦静姝", "qin.jingshu"},
    {"China", "rep", "陆云帆", "lu.yunfan"},
    {"Marketing", "manager", "Cosima Zauberfels", "cosima.zauberfels"},
    {"Marketing", "assistant", "Yannick Wacholder", "yannick.wacholder"},
    {"Marketing", "operator", "Merle Seidelbast", "merle.seidelbast"},
    {"Marketing", "marketing", "Dario Terranova", "dario.terranova"},
    {"Marketing", "marketing", "Frieda Nebelung", "frieda.nebelung"},
    {"Marketing", "marketing", "白乐天", "bai.letian"},
};
static_assert(std::size(hires) + 1 == demo_people, "and the administrator");

struct ProductRow {
    std::string_view name, code, series;
    std::int64_t price;  // euro
};
constexpr ProductRow product_rows[] = {
    {"Spektra 100 bench spectrometer", "SP-100", "Spektra", 18'400},
    {"Spektra 300 process spectrometer", "SP-300", "Spektra", 46'900},
    {"Lumen line camera", "LU-1", "Lumen", 7'250},
    {"Lumen inspection cell", "LU-C", "Lumen", 88'000},
    {"Kompass data logger", "KO-8", "Kompass", 2'150},
    {"Care plan, three years", "CARE-3", "Service", 5'400},
};

Id china_calendar(UnitOfWork& work) {
    Record calendar = work.blank(work.entity("calendar"));
    calendar.set("name", std::string("Shanghai office"));
    calendar.set("time_zone", std::string("Asia/Shanghai"));
    const std::string day = R"([["09:00","12:00"],["13:30","18:00"]])";
    std::string hours;
    for (const char* name : {"mon", "tue", "wed", "thu", "fri"})
        hours += (hours.empty() ? "{\"" : ",\"") + std::string(name) + "\":" + day;
    calendar.set("hours", hours + "}");
    calendar.set("country", std::string("CN"));
    return work.create(std::move(calendar)).id();
}

// Makes teams and people in one unit, the top team's being there already.
class Office {
  public:
    Office(UnitOfWork& work, const DemoOptions& options)
        : work_(work),
          password_hash_(hash_password(options.admin_password)),
          china_(china_calendar(work)) {}

    Result<Staff> fill() {
        VIGIL_DO(take_over_top());
        for (const Hire& hire : hires) {
            if (hire.team != team_name_) open_team(hire.team);
            add_person(hire);
        }
        VIGIL_DO(head_top());
        add_products();
        return std::move(staff_);
    }

  private:
    Status take_over_top() {
        for (const auto& [id, team] : work_.company().teams) top_ = id;
        for (const auto& [id, person] : work_.company().people) staff_.admin = id;
        team_ = top_;
        return {};
    }
    // Its manager is the director; what nobody owns is taken in by marketing.
    Status head_top() {
        VIGIL_TRY(const auto before, work_.need(work_.entity("team"), top_));
        Record after = before;
        after.set("manager", staff_.director);
        after.set("intake", false);
        work_.change(before, std::move(after), "update");
        return {};
    }
    void open_team(std::string_view name) {
        team_name_ = name;
        Record team = work_.blank(work_.entity("team"));
        team_ = team.id();
        team.set("name", std::string(name));
        team.set("parent", top_);
        if (name == "China") team.set("calendar", china_);
        if (name == "Marketing") team.set("intake", true);
        team_record_ = &work_.create(std::move(team));
        SalesTeam sales;
        sales.team = team_;
        sales.customers = {&latin_names()};
        if (name == "China") sales.customers = {&chinese_names()};
        if (name == "South") sales.customers = {&latin_names(), &latin_names(), &cyrillic_names()};
        if (name == "Key accounts")
            sales.customers = {&latin_names(), &latin_names(), &chinese_names(), &cyrillic_names()};
        if (name == "Key accounts") sales.deal_factor = 4;
        if (name == "Marketing")
            staff_.marketing = std::move(sales);
        else
            staff_.sales.push_back(std::move(sales));
    }
    void add_person(const Hire& hire) {
        Record person = work_.blank(work_.entity("user"));
        const Id id = person.id();
        person.set("email", std::string(hire.mail) + "@example.com");
        person.set("name", std::string(hire.name));
        person.set("role", std::string(hire.role));
        person.set("active", true);
        person.set("team", team_);
        const bool china = team_name_ == "China";
        person.set("locale", std::string(china ? "zh-CN" : "en"));
        person.set("time_zone", std::string(china ? "Asia/Shanghai" : "Europe/Berlin"));
        person.set("password_hash", password_hash_);
        work_.create(std::move(person));
        place(hire.role, id);
    }
    void place(std::string_view role, Id id) {
        if (team_ == top_) {
            if (role == "manager") staff_.director = id;
            return;
        }
        SalesTeam& team = team_name_ == "Marketing" ? staff_.marketing : staff_.sales.back();
        if (role == "manager") team_record_->set("manager", id);
        if (role == "manager") team.manager = id;
        if (role == "assistant") team.assistant = id;
        if (role == "operator") team.typist = id;
        if (role == "rep" || role == "marketing") team.reps.push_back(id);
    }
    void add_products() {
        for (const auto& row : product_rows) {
            Record product = work_.blank(work_.entity("product"));
            staff_.products.push_back(product.id());
            product.set("name", std::string(row.name));
            product.set("code", std::string(row.code));
            product.set("series", std::string(row.series));
            product.set("price", Money{row.price * 100, work_.company().settings.currency});
            product.set("active", true);
            work_.create(std::move(product));
        }
    }

    UnitOfWork& work_;
    std::string password_hash_;
    Id china_, top_, team_;
    std::string_view team_name_;
    Record* team_record_ = nullptr;  // staged; a deque keeps it in place
    Staff staff_;
};

}  // namespace

Result<Staff> hire(Engine& engine, const DemoOptions& options) {
    Staff staff;
    VIGIL_DO(
        work(engine, Actor::house("init"), engine.clock.now(), [&](UnitOfWork& unit) -> Status {
            VIGIL_TRY(staff, Office(unit, options).fill());
            return {};
        }));
    const auto company = engine.company.current();
    for (auto& team : staff.sales) team.calendar = company->calendar_of(team.manager);
    staff.marketing.calendar = company->calendar_of(staff.marketing.manager);
    return staff;
}

}  // namespace vigil::demo
