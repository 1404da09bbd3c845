#include "main/demo/names.h"

namespace vigil::demo {

namespace {

constexpr Word latin_first[] = {
    {"Alva", "alva"},         {"Anselm", "anselm"},     {"Aurélie", "aurelie"},
    {"Bastian", "bastian"},   {"Benedikt", "benedikt"}, {"Birte", "birte"},
    {"Björn", "bjorn"},       {"Camille", "camille"},   {"Carla", "carla"},
    {"Cosima", "cosima"},     {"Dagmar", "dagmar"},     {"Dario", "dario"},
    {"Edda", "edda"},         {"Elias", "elias"},       {"Elodie", "elodie"},
    {"Emre", "emre"},         {"Enno", "enno"},         {"Fabienne", "fabienne"},
    {"Falk", "falk"},         {"Fiona", "fiona"},       {"Florian", "florian"},
    {"Frieda", "frieda"},     {"Gesa", "gesa"},         {"Giulio", "giulio"},
    {"Greta", "greta"},       {"Hannes", "hannes"},     {"Hedda", "hedda"},
    {"Henrik", "henrik"},     {"Ilka", "ilka"},         {"Ines", "ines"},
    {"Ivo", "ivo"},           {"Jannik", "jannik"},     {"Jette", "jette"},
    {"Joris", "joris"},       {"Juliane", "juliane"},   {"Kjell", "kjell"},
    {"Klara", "klara"},       {"Lasse", "lasse"},       {"Leonie", "leonie"},
    {"Linnéa", "linnea"},     {"Loris", "loris"},       {"Lucie", "lucie"},
    {"Magnus", "magnus"},     {"Malte", "malte"},       {"Marit", "marit"},
    {"Mattia", "mattia"},     {"Merle", "merle"},       {"Milo", "milo"},
    {"Nele", "nele"},         {"Niels", "niels"},       {"Noémie", "noemie"},
    {"Oskar", "oskar"},       {"Paola", "paola"},       {"Pelle", "pelle"},
    {"Quirin", "quirin"},     {"Rahel", "rahel"},       {"Renzo", "renzo"},
    {"Ruben", "ruben"},       {"Séverine", "severine"}, {"Silja", "silja"},
    {"Sönke", "sonke"},       {"Svea", "svea"},         {"Tamara", "tamara"},
    {"Thibaut", "thibaut"},   {"Tilda", "tilda"},       {"Ulrike", "ulrike"},
    {"Valentin", "valentin"}, {"Wiebke", "wiebke"},     {"Yannick", "yannick"},
    {"Zoë", "zoe"},
};

constexpr Word latin_last[] = {
    {"Aldersbrink", "aldersbrink"},   {"Amselhorst", "amselhorst"},
    {"Bachmorgen", "bachmorgen"},     {"Beaulanger", "beaulanger"},
    {"Birkelund", "birkelund"},       {"Brückwasser", "bruckwasser"},
    {"Castelmora", "castelmora"},     {"Dahlquister", "dahlquister"},
    {"Deichmüllen", "deichmullen"},   {"Dornfelden", "dornfelden"},
    {"Ebersloh", "ebersloh"},         {"Eichgrund", "eichgrund"},
    {"Elmsgaard", "elmsgaard"},       {"Farnholt", "farnholt"},
    {"Feldbrandt", "feldbrandt"},     {"Fiorentelli", "fiorentelli"},
    {"Fjordhagen", "fjordhagen"},     {"Grünewalder", "grunewalder"},
    {"Haselbusch", "haselbusch"},     {"Heidmoor", "heidmoor"},
    {"Himmelsbach", "himmelsbach"},   {"Holmquille", "holmquille"},
    {"Immerfroh", "immerfroh"},       {"Jasperling", "jasperling"},
    {"Kaltenbronn", "kaltenbronn"},   {"Kirschhain", "kirschhain"},
    {"Kornblum", "kornblum"},         {"Lachsund", "lachsund"},
    {"Lerchenthal", "lerchenthal"},   {"Lindqvarn", "lindqvarn"},
    {"Marchevent", "marchevent"},     {"Meerwinckel", "meerwinckel"},
    {"Mondragone", "mondragone"},     {"Nebelung", "nebelung"},
    {"Nordström", "nordstrom"},       {"Oldenwarf", "oldenwarf"},
    {"Osterkamp", "osterkamp"},       {"Petitclair", "petitclair"},
    {"Pfauenberg", "pfauenberg"},     {"Quellnitz", "quellnitz"},
    {"Rabenhorst", "rabenhorst"},     {"Regenfels", "regenfels"},
    {"Rosenlund", "rosenlund"},       {"Sandhofer", "sandhofer"},
    {"Schilfgard", "schilfgard"},     {"Schneewind", "schneewind"},
    {"Seidelbast", "seidelbast"},     {"Silberquell", "silberquell"},
    {"Sommerfeld", "sommerfeld"},     {"Steenbrügge", "steenbrugge"},
    {"Sturmfeder", "sturmfeder"},     {"Tannhäuser", "tannhauser"},
    {"Taubenschlag", "taubenschlag"}, {"Terranova", "terranova"},
    {"Uferstein", "uferstein"},       {"Valdemonte", "valdemonte"},
    {"Vogelsang", "vogelsang"},       {"Wacholder", "wacholder"},
    {"Weidenbruch", "weidenbruch"},   {"Wiesengrund", "wiesengrund"},
    {"Windhuis", "windhuis"},         {"Zauberfels", "zauberfels"},
    {"Zickenrott", "zickenrott"},     {"Zwölfer", "zwolfer"},
};

constexpr std::string_view latin_stems[] = {
    "Albatross",    "Anemone",       "Arvika",      "Aurum",       "Basaltwerk",   "Beluga",
    "Bergkristall", "Calypso",       "Cendrillon",  "Delfter",     "Drosselgasse", "Eiderdamm",
    "Elbquadrat",   "Fennek",        "Fjordblick",  "Flussgold",   "Glimmer",      "Granatapfel",
    "Hagebutte",    "Halbinsel",     "Heliotrop",   "Inselberg",   "Jadebogen",    "Kastanie",
    "Kobaltblau",   "Kranich",       "Lavendula",   "Leuchtfeuer", "Lichtung",     "Magnolia",
    "Marmorata",    "Mühlstein",     "Nachtfalter", "Nordkap",     "Obsidian",     "Ostwind",
    "Palisander",   "Pampelune",     "Quarzit",     "Rapunzel",    "Rotkehlchen",  "Salamander",
    "Sandbank",     "Schachtelhalm", "Seeadler",    "Sonnentau",   "Terracotta",   "Tidenhub",
    "Turmfalke",    "Ultramarin",    "Venezia",     "Vierwald",    "Wattwurm",     "Weissdorn",
    "Wolkenstein",  "Ypsilon",       "Zeder",       "Zirbelholz",
};
constexpr std::string_view latin_kinds[] = {
    "Maschinenbau GmbH", "Logistik AG", "Foods Ltd",    "Software GmbH",
    "Labs SAS",          "Energi AB",   "Medical GmbH",
};

constexpr Word chinese_first[] = {
    {"思远", "siyuan"},  {"雨桐", "yutong"},   {"子涵", "zihan"},   {"明哲", "mingzhe"},
    {"佳音", "jiayin"},  {"若溪", "ruoxi"},    {"浩然", "haoran"},  {"静姝", "jingshu"},
    {"云帆", "yunfan"},  {"晓岚", "xiaolan"},  {"天佑", "tianyou"}, {"梓萱", "zixuan"},
    {"志新", "zhixin"},  {"可欣", "kexin"},    {"文博", "wenbo"},   {"海棠", "haitang"},
    {"嘉树", "jiashu"},  {"念慈", "nianci"},   {"书航", "shuhang"}, {"清扬", "qingyang"},
    {"一鸣", "yiming"},  {"春晓", "chunxiao"}, {"慕青", "muqing"},  {"景行", "jingxing"},
    {"乐天", "letian"},  {"安澜", "anlan"},    {"知秋", "zhiqiu"},  {"凌霄", "lingxiao"},
    {"望舒", "wangshu"}, {"怀瑾", "huaijin"},
};
constexpr Word chinese_last[] = {
    {"林", "lin"},  {"江", "jiang"},    {"沈", "shen"},     {"叶", "ye"},     {"苏", "su"},
    {"顾", "gu"},   {"陆", "lu"},       {"温", "wen"},      {"宋", "song"},   {"方", "fang"},
    {"白", "bai"},  {"秦", "qin"},      {"乔", "qiao"},     {"安", "an"},     {"纪", "ji"},
    {"莫", "mo"},   {"欧阳", "ouyang"}, {"慕容", "murong"}, {"司徒", "situ"}, {"夏", "xia"},
    {"童", "tong"}, {"骆", "luo"},
};
constexpr std::string_view chinese_stems[] = {
    "云栖",   "青禾", "蓝鲸湾", "竹影", "星轨", "望潮", "鹿鸣谷", "墨池", "松涛", "白露",
    "晨曦岛", "雁归", "明月桥", "紫藤", "北辰", "听雨", "金桂",   "沧浪", "飞鸿", "银杏里",
};
constexpr std::string_view chinese_kinds[] = {
    "科技有限公司", "机械制造有限公司", "食品有限公司", "医疗器械有限公司", "物流有限公司",
};

constexpr Word cyrillic_first[] = {
    {"Алиса", "alisa"},       {"Богдан", "bogdan"},
    {"Вера", "vera"},         {"Глеб", "gleb"},
    {"Дарина", "darina"},     {"Елена", "elena"},
    {"Захар", "zakhar"},      {"Злата", "zlata"},
    {"Игорь", "igor"},        {"Калина", "kalina"},
    {"Лев", "lev"},           {"Любомир", "lyubomir"},
    {"Мила", "mila"},         {"Никола", "nikola"},
    {"Олеся", "olesya"},      {"Пламен", "plamen"},
    {"Радослав", "radoslav"}, {"Светлана", "svetlana"},
    {"Тихон", "tikhon"},      {"Ярослава", "yaroslava"},
};
constexpr Word cyrillic_last[] = {
    {"Аистенко", "aistenko"},   {"Березняк", "bereznyak"},  {"Ветрогон", "vetrogon"},
    {"Голубич", "golubich"},    {"Дубравко", "dubravko"},   {"Жаворонко", "zhavoronko"},
    {"Заречняк", "zarechnyak"}, {"Звездарь", "zvezdar"},    {"Калинич", "kalinich"},
    {"Лунёвич", "lunevich"},    {"Медоварко", "medovarko"}, {"Невмывако", "nevmyvako"},
    {"Озерняк", "ozernyak"},    {"Полынко", "polynko"},     {"Рябинич", "ryabinich"},
    {"Снежко", "snezhko"},      {"Туманич", "tumanich"},    {"Черешняк", "chereshnyak"},
};
constexpr std::string_view cyrillic_stems[] = {
    "Белая Ладья", "Северный Мост", "Янтарь",         "Малахит",  "Ковыль",       "Синий Камень",
    "Рассвет",     "Черноречье",    "Медный Колокол", "Облепиха", "Лесной Ручей", "Златица",
};
constexpr std::string_view cyrillic_kinds[] = {
    "ООД",
    "Приборы",
    "Логистика",
    "Хранителни стоки",
};

constexpr std::string_view titles[] = {
    "Head of purchasing", "Production manager",
    "Managing director",  "Plant engineer",
    "Head of quality",    "IT manager",
    "Laboratory head",    "Project manager",
    "Operations manager", "Buyer",
};
constexpr std::string_view chinese_titles[] = {"采购经理", "总经理",   "生产主管",
                                               "质量经理", "项目经理", "设备工程师"};

}  // namespace

const NameBook& latin_names() {
    static const NameBook book{latin_first, latin_last, latin_stems, latin_kinds};
    return book;
}

const NameBook& chinese_names() {
    static const NameBook book{chinese_first, chinese_last, chinese_stems, chinese_kinds, true};
    return book;
}

const NameBook& cyrillic_names() {
    static const NameBook book{cyrillic_first, cyrillic_last, cyrillic_stems, cyrillic_kinds};
    return book;
}

std::span<const std::string_view> job_titles() { return titles; }
std::span<const std::string_view> chinese_job_titles() { return chinese_titles; }

}  // namespace vigil::demo
