"""Words that people put around what they ask for. They carry no intent, and the model has to learn that."""

CONTEXT = """
I am planning a trip with my family next summer.
My company is preparing a report for its customers.
I am writing an article for our school newspaper.
We are organising a birthday party for a friend.
I run a small shop and want to know my market better.
I am building a dashboard for my team.
My sister is moving to another city soon.
I have a meeting with an investor tomorrow morning.
I am doing research for a university project.
Our club is hosting a weekend event.
As a developer I am testing a new application.
I'm a teacher and I am preparing my lessons.
I recently started a blog and need material.
We want to surprise our parents for their anniversary.
I am putting together a presentation.
My friends and I are having a movie night.
I'm curious about this topic.
My boss asked me for an overview.
I have been thinking about it for a while.
I am a freelancer working on a project for a client.
It would be great to have recent information.
I am a big fan and follow everything about it.
""".strip().splitlines()

OPENING = """
Can you
Could you please
Please
I need to
I want to know
I would like to
Help me
Fetch me
Give me the details of
Provide me with
Show me
Tell me
Find
How can I
What is the
Is it possible to
I'm looking for a way to
Also,
Additionally,
Furthermore, I need
""".strip().splitlines()

CLOSING = """
Thank you!
Thanks for your help.
That would be really useful.
It should be as complete as possible.
Please include all available details.
Make sure that it is up to date.
This will help me to decide.
for me
and share it with me
""".strip().splitlines()
