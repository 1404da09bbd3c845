#include "in/import/familiar.h"

#include <set>

namespace vigil::import {
namespace {

// Those of surnames and given names, of legal forms and trades, of places and addresses.
constexpr std::string_view japanese =
    "株式会社有限合同田中山本村木川口井上藤佐高橋小林加吉野松石原西東京都大阪市区"
    "町県北南三一二十日産業工商電機製作所建設運輸銀行清水伊斎渡辺新谷島岡前長森池"
    "内河崎岩福浜名古屋横神奈戸千葉埼玉道府店部課氏住番話郵便平成昭和子美夫男雄正"
    "義幸郎太恵";
constexpr std::string_view korean =
    "이김박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하성차주우구나"
    "민진지회사식의을를에는은가다로도시동대영수현준경미숙순자희상철호기석인부산업"
    "공건설울특별광역길번층일여름연락처화소원";
constexpr std::string_view chinese =
    "公司有限责任股份集团北京上海广州深圳市区路号中国王李张刘陈杨黄赵吴周徐孙马朱"
    "胡郭何高林罗郑梁谢宋唐的一是在不了和人这为科技贸易发展电子信息工程投资服务省"
    "县街道楼室联系名称手机客户先生女士小大明华文建志伟丽军平";

// All of them are three bytes long in UTF-8.
constexpr std::size_t character_bytes = 3;

std::set<std::string_view> each_of(std::string_view characters) {
    std::set<std::string_view> all;
    for (std::size_t i = 0; i < characters.size(); i += character_bytes)
        all.insert(characters.substr(i, character_bytes));
    return all;
}

const std::set<std::string_view>& familiar_in(Encoding encoding) {
    static const std::set<std::string_view> of_japan = each_of(japanese),
                                            of_korea = each_of(korean), of_china = each_of(chinese),
                                            none;
    if (encoding == Encoding::euc_jp || encoding == Encoding::shift_jis) return of_japan;
    if (encoding == Encoding::windows_949) return of_korea;
    return encoding == Encoding::gb18030 ? of_china : none;
}

bool is_wide(char first) { return (static_cast<unsigned char>(first) & 0xF0) == 0xE0; }

}  // namespace

double familiar_share(std::string_view text, Encoding encoding) {
    const auto& known = familiar_in(encoding);
    std::string read;
    Converter converter(encoding);
    if (known.empty() || !converter.convert(text, true, read)) return 0;
    std::size_t all = 0, familiar = 0;
    for (std::size_t i = 0; i + character_bytes <= read.size(); ++i) {
        if (!is_wide(read[i])) continue;
        ++all;
        familiar += known.count(std::string_view(read).substr(i, character_bytes));
        i += character_bytes - 1;
    }
    return all == 0 ? 0.0 : static_cast<double>(familiar) / static_cast<double>(all);
}

}  // namespace vigil::import
