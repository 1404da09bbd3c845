#include "main/registry.h"

#include "crm/activities/activity_rules.h"
#include "crm/activities/check_activity.h"
#include "crm/activities/log_call.h"
#include "crm/activities/next_step.h"
#include "crm/exchange_rates/check_exchange_rate.h"
#include "crm/exchange_rates/exchange_rate_rules.h"
#include "crm/forms/give_key.h"
#include "crm/leads/check_lead.h"
#include "crm/leads/lead_rules.h"
#include "crm/leads/open_opportunity.h"
#include "crm/leads/qualify_lead.h"
#include "crm/leads/return_to_marketing.h"
#include "crm/opportunities/accept_opportunity.h"
#include "crm/opportunities/complete_step.h"
#include "crm/opportunities/note_movement.h"
#include "crm/opportunities/opportunity_rules.h"
#include "crm/opportunities/start_playbook.h"
#include "crm/people/make_role.h"
#include "crm/plans/plan_rules.h"
#include "usecases/act_on_record.h"
#include "usecases/take_record.h"

namespace vigil {

Registry shipped_registry() {
    Registry registry;
    registry.derive["activity"] = derive_activity;
    registry.derive["lead"] = derive_lead;
    registry.derive["opportunity"] = derive_opportunity;
    registry.derive["opportunity_step"] = derive_step;
    registry.derive["exchange_rate"] = derive_exchange_rate;
    registry.derive["plan"] = derive_plan;
    registry.derive["role"] = derive_role;
    registry.created["role"] = begin_role;
    registry.created["opportunity"] = start_playbook;
    registry.created["form"] = give_form_key;
    registry.created["activity"] = note_movement;
    registry.acts["lead"] = {{"log_call", log_call},
                             {"qualify", qualify_lead},
                             {"open_opportunity", open_opportunity},
                             {"assign", assign_record},
                             {"take", take_record},
                             {"return_to_marketing", return_to_marketing}};
    registry.acts["opportunity"] = {{"log_call", log_call},
                                    {"accept", accept_opportunity},
                                    {"assign", assign_record},
                                    {"take", take_record}};
    registry.acts["account"] = {{"log_call", log_call}};
    registry.acts["contact"] = {{"log_call", log_call}};
    registry.acts["opportunity_step"] = {{"complete_step", complete_step}};
    registry.checks["activity"] = check_activity;
    registry.checks["exchange_rate"] = check_exchange_rate;
    registry.checks["lead"] = check_lead;
    registry.taken_back["lead"] = check_lead_taken_back;
    registry.changed["lead"] = drop_tasks_of_closed;
    registry.changed["opportunity_step"] = start_step_after;
    registry.changed["opportunity"] = drop_tasks_of_closed;
    return registry;
}

}  // namespace vigil
