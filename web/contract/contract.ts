// What the server says it answers is what the page reads. The server's side is made from its OpenAPI
// by tests/openapi/lint.test.mjs, which compiles this: where the two differ, that is an error here.
import type { components } from '@server'
import type { CreatePreview, Job } from '@/api/calls'
import type * as office from '@/api/office'
import type * as page from '@/model/types'

type Server = components['schemas']

/** Compiles when whatever the server may answer can be read as the page reads it. */
type Reads<Page, Answered extends Page> = [Page, Answered]

export type Contract = [
  Reads<page.Me, Server['Me']>,
  Reads<page.Model, Server['Model']>,
  Reads<page.Entity, Server['ModelEntity']>,
  Reads<page.Field, Server['ModelField']>,
  Reads<page.Metric, Server['ModelMetric']>,
  Reads<page.Titled, Server['Titled']>,
  Reads<page.Included, Server['Included']>,
  Reads<page.Person, Server['Person']>,
  Reads<page.ExceptionRow, Server['Exception']>,
  Reads<page.ExceptionPage, Server['ExceptionPage']>,
  Reads<page.ExceptionDetail, Server['ExceptionDetail']>,
  Reads<page.Evidence, Server['Evidence']>,
  Reads<page.Told, Server['Told']>,
  Reads<page.JournalRow, Server['JournalRow']>,
  Reads<page.FoundRow, Server['Hit']>,
  Reads<page.LiveEvent, Server['Event']>,
  Reads<page.Guideline, Server['Guideline']>,
  Reads<page.MetricPart, Server['FigurePart']>,
  Reads<page.Page<page.Entry>, Server['LeadPage']>,
  Reads<page.Page<page.Entry>, Server['OpportunityPage']>,
  Reads<CreatePreview, Server['LeadPreview']>,
  Reads<Job, Server['Job']>,
  Reads<office.MailServer, Server['MailServerState']>,
  Reads<office.MailTrial, Server['MailTrial']>,
  Reads<office.PasswordLink, Server['PasswordLink']>,
  Reads<office.Health['backups'], Server['HouseHealth']['backups']>,
]
