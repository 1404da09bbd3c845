#include "in/import/header_words.h"

#include <array>

namespace vigil::import {
namespace {

constexpr std::array words{
    HeaderWords{"", "first_name",
                "first name|given name|forename|fname|firstname|vorname|prenom|nombre|nome|名|名字|"
                "имя",
                "first|rufname"},
    HeaderWords{"", "last_name",
                "last name|surname|family name|lname|lastname|nachname|familienname|"
                "nom de famille|apellido|apellidos|cognome|sobrenome|姓|姓氏|фамилия",
                "last|nom|full name|contact name|联系人|姓名|客户姓名|lead name|name"},
    HeaderWords{"", "email",
                "email|e mail|mail|email address|e mail address|mail address|email id|"
                "work email|business email|primary email|e mail adresse|mailadresse|"
                "adresse email|courriel|correo|correo electronico|posta elettronica|邮箱|"
                "电子邮件|电子邮箱|邮件|邮件地址|почта|электронная почта",
                "personal email|email 1|other email"},
    HeaderWords{"", "phone",
                "phone|telephone|tel|phone number|telephone number|phone no|tel no|telefon|"
                "telefonnummer|rufnummer|telefono|telefone|teléfono|contact number|work phone|"
                "business phone|office phone|电话|电话号码|联系电话|телефон",
                "mobile|mobile phone|mobile number|mobile no|cell|cell phone|cellphone|handy|"
                "handynummer|mobil|mobiltelefon|portable|gsm|movil|celular|手机|手机号|手机号码|"
                "移动电话|мобильный|home phone|phone 1|direct phone"},
    HeaderWords{"", "title",
                "title|job title|position|job|berufsbezeichnung|funktion|poste|cargo|puesto|职位|"
                "职务|职称|头衔|должность",
                "jobtitle|role|designation"},
    HeaderWords{"", "owner",
                "owner|assigned to|assignee|sales rep|sales agent|rep|salesperson|sales person|"
                "account manager|account owner|lead owner|opportunity owner|deal owner|"
                "responsible|zuständig|besitzer|inhaber|verantwortlicher|bearbeiter|proprietaire|"
                "responsable|propietario|负责人|所有人|所有者|归属人|销售|销售员|销售代表|业务员|"
                "跟进人|ответственный|менеджер",
                "agent|user|owner name|owner email"},
    HeaderWords{"", "external_id",
                "external id|record id|id|prospect id|lead id|opportunity id|deal id|ref|"
                "reference|kennung|datensatz id|编号|客户编号|线索编号|商机编号|外部编号",
                "lead number|lead no|number|no|nr|key|legacy id|序号"},
    HeaderWords{"lead", "company",
                "company|company name|organization|organisation|organization name|firm|employer|"
                "business name|account|account name|firma|firmenname|unternehmen|societe|"
                "entreprise|empresa|azienda|公司|公司名称|企业|企业名称|单位|单位名称|客户名称|"
                "компания|организация",
                "business|kunde|customer|客户"},
    HeaderWords{"lead", "source",
                "source|lead source|original source|utm source|herkunft|quelle|leadquelle|"
                "provenance|origen|fuente|fonte|来源|线索来源|客户来源|источник",
                "how did you hear about us|campaign"},
    HeaderWords{"lead", "channel", "channel|lead channel|kanal|canal|canale|渠道|канал",
                "lead origin|origin|medium|utm medium"},
    HeaderWords{"lead", "entered_at",
                "entered at|created|created at|created date|create date|creation date|date created|"
                "created on|created time|date entered|entry date|lead date|date added|added|"
                "erstellt|erstellt am|erstelldatum|angelegt|angelegt am|eingang|eingegangen|"
                "eingegangen am|eingangsdatum|date de creation|cree le|recu le|fecha de creacion|"
                "fecha de alta|fecha de entrada|creado el|recibido el|data di creazione|"
                "data de criacao|创建时间|创建日期|"
                "录入时间|录入日期|登记时间|дата создания",
                "date|datum|timestamp|日期|engage date|first contact|received"},
    HeaderWords{"lead", "status",
                "status|lead status|state|lead state|statut|estado|stato|状态|"
                "线索状态|статус",
                "stage|lead stage|阶段"},
    HeaderWords{"lead", "rating",
                "rating|lead rating|grade|lead grade|bewertung|priority|评级|等级|"
                "客户等级|线索评级",
                "score|lead score|lead quality|temperature|lead profile"},
    HeaderWords{"", "contact",
                "contact|contact id|contact person|primary contact|"
                "ansprechpartner|kontakt|联系人|контакт",
                "contact name|contact email"},
    // A lead's company is text; only what says so plainly is a link to an account.
    HeaderWords{"lead", "account", "account id", ""},
    HeaderWords{"", "account",
                "account|account name|account id|company|company name|customer|"
                "customer name|client|client name|organization|organisation|firma|kunde|"
                "kundenname|client nom|cliente|客户|客户名称|公司|公司名称|клиент|компания",
                "firm|employer|unternehmen"},
    HeaderWords{"opportunity", "name",
                "name|opportunity|opportunity name|deal|deal name|title|"
                "deal title|bezeichnung|商机|商机名称|项目名称|сделка",
                "subject|topic|description"},
    HeaderWords{"opportunity", "stage",
                "stage|deal stage|opportunity stage|sales stage|"
                "pipeline stage|phase|verkaufsphase|verkaufsstufe|etape|etapa|fase|阶段|商机阶段|"
                "销售阶段|стадия|этап",
                "status|deal status|state|状态"},
    HeaderWords{"opportunity", "amount",
                "amount|value|deal value|deal amount|close value|"
                "estimated value|opportunity amount|opportunity value|deal size|total|betrag|wert|"
                "auftragswert|summe|volumen|montant|importe|importo|valor|金额|商机金额|预计金额|"
                "成交金额|销售金额|сумма",
                "revenue|expected revenue|price|umsatz"},
    // Of the one amount there is.
    HeaderWords{"", "currency",
                "currency|currency code|currency iso code|iso currency|iso currency code|"
                "deal currency|opportunity currency|währung|währungscode|devise|code devise|moneda|"
                "divisa|valuta|moeda|币种|货币|货币代码|币别|валюта",
                "ccy|curr"},
    HeaderWords{"opportunity", "close_date",
                "close date|closing date|expected close|"
                "expected close date|expected closing date|closed date|estimated close date|"
                "forecast date|abschlussdatum|abschluss|date de cloture|fecha de cierre|成交日期|"
                "预计成交日期|结单日期|关闭日期|дата закрытия",
                "closed on|due date|end date"},
    HeaderWords{"opportunity", "probability",
                "probability|win probability|chance|"
                "wahrscheinlichkeit|probabilite|probabilidad|概率|可能性|赢率|成交概率|вероятность",
                "prob|confidence|%"},
    HeaderWords{"opportunity", "forecast_category", "forecast category|forecast|预测类别", ""},
    HeaderWords{"opportunity", "partner",
                "partner|partner account|channel partner|reseller|"
                "partner name|伙伴|合作伙伴|渠道商|партнер",
                ""},
    HeaderWords{"opportunity", "product",
                "product|product name|item|item no|produkt|produit|"
                "producto|产品|产品名称|продукт",
                "sku|service"},
    HeaderWords{"opportunity", "lead", "lead|lead id|线索|лид", "lead name|activity id"},
    HeaderWords{"account", "name",
                "name|account|account name|company|company name|customer|"
                "customer name|organization|organisation|firma|firmenname|kunde|unternehmen|"
                "societe|empresa|azienda|客户|客户名称|公司|公司名称|企业名称|单位名称|компания|"
                "клиент",
                "title|business name|client"},
    HeaderWords{"account", "website",
                "website|web site|web|url|homepage|webseite|internet|site|"
                "site web|sitio web|网址|网站|主页|сайт",
                "domain|web page"},
    HeaderWords{"account", "industry",
                "industry|sector|branche|vertical|secteur|industria|settore|"
                "行业|所属行业|отрасль",
                "segment|category|type"},
    HeaderWords{"account", "parent",
                "parent|parent account|parent company|subsidiary of|"
                "muttergesellschaft|konzern|maison mere|上级客户|母公司",
                "group|holding"},
    HeaderWords{"contact", "occupation",
                "occupation|profession|beruf|metier|profesion|职业|"
                "профессия",
                "what is your current occupation"},
    HeaderWords{"contact", "age", "age|alter|edad|eta|年龄|возраст", ""},
    HeaderWords{"activity", "kind", "kind|type|activity type|art|typ|类型|活动类型|тип",
                "category"},
    HeaderWords{"activity", "subject",
                "subject|topic|title|betreff|sujet|objet|asunto|主题|标题|"
                "тема",
                "name|description"},
    HeaderWords{"activity", "happened_at",
                "happened at|date|activity date|date time|start|"
                "start date|start time|call date|call time|meeting date|datum|zeitpunkt|日期|时间|"
                "活动时间|дата",
                "due date|created|created at|completed at"},
    HeaderWords{"activity", "direction", "direction|call direction|call type|richtung|方向", ""},
    HeaderWords{"activity", "outcome",
                "outcome|result|call result|disposition|ergebnis|结果|"
                "通话结果|результат",
                "status|completed"},
    HeaderWords{"activity", "note",
                "note|notes|comment|comments|description|bemerkung|notiz|"
                "notizen|kommentar|remarque|nota|notas|备注|说明|内容|заметка|комментарий",
                "body"},
    HeaderWords{"activity", "lead", "lead|lead id|lead name|线索|лид", "prospect"},
    HeaderWords{"activity", "opportunity", "opportunity|opportunity id|deal|商机|сделка", ""},
    HeaderWords{"user", "name",
                "name|full name|user|user name|sales agent|sales rep|agent|employee|"
                "mitarbeiter|benutzer|姓名|员工|销售|имя",
                "display name|rep"},
    HeaderWords{"user", "role", "role|user role|rolle|角色|роль", "profile|position"},
    HeaderWords{"user", "team", "team|department|sales team|abteilung|团队|部门|команда|отдел",
                "regional office|office|region|manager"},
    HeaderWords{"user", "active", "active|is active|enabled|aktiv|启用|在职", "status"},
    HeaderWords{"user", "locale", "locale|language|sprache|语言|язык", ""},
    HeaderWords{"user", "time_zone", "time zone|timezone|tz|zeitzone|时区", ""},
    HeaderWords{"team", "name", "name|team|team name|department|abteilung|团队|部门",
                "regional office|office|region"},
    HeaderWords{"team", "manager", "manager|team lead|leader|head|leiter|leitung|经理|主管|负责人",
                "owner"},
    HeaderWords{"team", "parent", "parent|parent team|上级团队|上级部门", ""},
    HeaderWords{"team", "calendar", "calendar|kalender|日历", ""},
    HeaderWords{"product", "name",
                "name|product|product name|item name|item|produkt|artikel|产品|"
                "产品名称|продукт",
                "title|description"},
    HeaderWords{"product", "price",
                "price|sales price|unit price|list price|preis|stückpreis|prix|"
                "precio|价格|单价|售价|цена",
                "amount|cost"},
    HeaderWords{"product", "code", "code|sku|item no|product code|artikelnummer|产品编号|编码",
                "number|id"},
    HeaderWords{"opportunity_step", "opportunity", "opportunity|opportunity id|deal|商机", ""},
    HeaderWords{"opportunity_step", "due", "due|due date|deadline|fällig|截止日期", "date"},
    HeaderWords{"opportunity_step", "done_at",
                "done at|completed at|completed|erledigt am|完成时间", ""},
};

constexpr std::array entities{
    EntityWords{"lead", "lead|prospect|enquiry|inquiry|线索|潜在客户|лид"},
    EntityWords{"opportunity", "opportunity|opp|deal|商机|销售机会|сделка"},
    EntityWords{"account", "account|company|customer|client|firma|kunde|客户|公司|企业"},
    EntityWords{"contact", "contact|person|kontakt|联系人|контакт"},
    EntityWords{"activity", "activity|task|event|活动|任务"},
    EntityWords{"user", "user|employee|agent|用户|员工"},
    EntityWords{"team", "team|团队"},
    EntityWords{"product", "product|item|produkt|产品"},
    EntityWords{"opportunity_step", "step|task"},
};

}  // namespace

std::span<const HeaderWords> header_words() { return words; }
std::span<const EntityWords> entity_words() { return entities; }

}  // namespace vigil::import
