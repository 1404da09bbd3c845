#include "crm/leads/lead_rules.h"

#include <gtest/gtest.h>

#include "usecases/company.h"

namespace vigil {
namespace {

const EntityDef& lead() {
    static const auto catalogue = *Catalogue::make(*shipped_entities(), 1);
    return catalogue->need("lead");
}

TEST(LeadRules, EntersAtTheMomentUnlessSaid) {
    Record record(lead());
    derive_lead(nullptr, record, Moment{77});
    EXPECT_EQ(moment_of(record["entered_at"]), Moment{77});
    record.set("entered_at", Moment{5});
    derive_lead(nullptr, record, Moment{99});
    EXPECT_EQ(moment_of(record["entered_at"]), Moment{5});
}

TEST(LeadRules, QualifiedFromTheChangeOn) {
    Record before(lead());
    before.set("status", std::string("working"));
    Record after = before;
    after.set("status", std::string("qualified"));
    derive_lead(&before, after, Moment{9});
    EXPECT_EQ(moment_of(after["qualified_at"]), Moment{9});
    Record later = after;
    derive_lead(&after, later, Moment{20});
    EXPECT_EQ(moment_of(later["qualified_at"]), Moment{9}) << "an edit later does not move it";
}

}  // namespace
}  // namespace vigil
