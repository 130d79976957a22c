/**
 * Singular word → words that people say instead, in the same number. Only pairs where the other word leads to the same
 * API: finding a `picture` for `image` is what a retriever has to learn.
 */
export const synonyms: ReadonlyMap<string, readonly string[]> = new Map(
  `account: profile
  activity: action
  administrator: admin
  alert: warning, notification
  amount: sum
  analysis: breakdown
  appointment: booking, meeting
  article: post, piece
  asset: item
  attachment: attached file
  attribute: property, field
  audio: sound
  author: writer
  availability: free slot
  backup: saved copy
  balance: amount left
  bill: invoice
  booking: reservation
  bucket: container
  budget: spending limit
  calendar: schedule
  campaign: promotion
  category: group, kind
  channel: feed
  charge: payment
  chat: conversation
  city: town
  client: customer
  comment: remark, note
  company: business, firm
  configuration: settings, setup
  contact: person
  contract: agreement
  conversation: chat, thread
  country: nation
  coupon: voucher, discount code
  customer: client, buyer
  deal: offer
  department: team
  description: summary
  detail: info, particulars
  device: gadget, machine
  discount: price cut
  document: file, doc
  email: mail, e-mail
  employee: worker, staff member
  error: failure, problem
  exam: test
  expense: spending
  fee: cost
  feedback: response
  file: document
  film: movie
  folder: directory
  forecast: outlook, prediction
  group: team
  guest: visitor
  history: past record
  hotel: place to stay
  house: home
  image: picture, photo
  incident: issue, outage
  inventory: stock
  invoice: bill
  item: thing
  job: task
  league: competition
  license: permit
  limit: cap
  location: place, spot
  log: record
  lyrics: song text
  machine: device
  meeting: call, get-together
  member: participant
  merchant: seller, shop
  message: note, text
  metadata: info
  metric: figure, measurement
  movie: film
  music: songs
  news: headlines, stories
  note: memo
  notification: alert
  offer: deal
  operation: action, task
  option: choice
  order: purchase
  organization: company, org
  organisation: company
  owner: holder
  participant: attendee
  patient: person
  payment: transaction
  permission: right, access right
  phone: telephone
  photo: picture, image
  picture: photo, image
  place: spot, location
  player: athlete
  playlist: list of songs
  portfolio: holdings
  preference: setting
  price: cost
  problem: issue
  product: item, article
  project: workspace
  promotion: special offer
  property: attribute
  quote: price
  rating: score
  recipe: dish
  region: area
  release: version
  reminder: alert
  report: summary, overview
  repository: repo
  request: inquiry
  reservation: booking
  resource: item
  response: reply, answer
  restaurant: place to eat
  result: outcome
  review: opinion, rating
  role: position
  route: way
  schedule: timetable, calendar
  score: result
  section: part
  setting: preference, option
  shipment: delivery, parcel
  shop: store
  song: track
  staff: employees
  statistic: figure, number
  stats: numbers
  status: state
  stock: share
  store: shop
  story: tale
  student: pupil
  summary: overview
  supplier: vendor
  symbol: ticker
  task: to-do, job
  tax: duty
  team: group, squad
  ticket: issue
  topic: subject
  tournament: competition
  track: song
  transaction: payment, transfer
  translation: version
  trip: journey
  usage: use, consumption
  user: person, account
  variable: setting
  vehicle: car
  vendor: supplier
  video: clip
  visitor: guest
  weather: weather conditions
  website: site, web page
  workflow: process
  workspace: project
  available: free, open
  current: present, latest
  existing: present
  latest: newest, most recent
  recent: latest
  random: arbitrary
  similar: comparable
  supported: possible
  top: best
  upcoming: next
  active: live
  detailed: full
  popular: trending, well-known
  public: open
  daily: day by day
  monthly: per month
  historical: past
  multiple: several
  data: information, figures
  information: info, details
  domain: domain name
  database: data store
  page: web page
  package: parcel
  post: entry, message
  issue: ticket, problem
  server: machine
  currency: type of money
  word: term
  rule: policy
  tag: label
  label: tag
  server: machine
  key: access key
  token: access token
  site: website
  directory: folder
  version: release`
    .split('\n')
    .map(line => {
      const [word = '', others = ''] = line.trim().split(': ');
      return [word, others.split(', ')] as const;
    }),
);
