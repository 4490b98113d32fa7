"""How pieces travel beyond the page: feeds, the copy to republish, plain text.

Whatever the channel, the funders' words come from one template
(funding/_disclosures.html) or, where there is no markup, from the same
`Printed.notices`; they stand inside the content, and appeals never do.
"""
