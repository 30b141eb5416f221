package main

import "github.com/gobatteries/batteries/urlparse"

// A part is a piece of a URL: a component, or what stands between two of them,
// which has no name.
type part struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// A row is a line of a table. A nil value is Python's None.
type row struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

type splitForm struct {
	URL    string `json:"url"`
	Strict bool   `json:"strict"` // refuse what browsers read differently
}

// splitURL takes a URL apart.
func splitURL(_ *Playground, in splitForm) (any, error) {
	r, err := urlparse.URLSplit(in.URL, urlparse.MissingAsNone(true), urlparse.Strict(in.Strict))
	if err != nil {
		return nil, err
	}
	query, err := urlparse.ParseQSL(r.Query, urlparse.KeepBlankValues(true), urlparse.MaxNumFields(1000))
	if err != nil {
		return nil, err
	}
	fields := make([]row, 0, len(query))
	for _, f := range query {
		fields = append(fields, row{f.Key, f.Value})
	}
	return struct {
		Parts      []part `json:"parts"`
		Components []row  `json:"components"`
		Query      []row  `json:"query"`
	}{parts(r), components(r), fields}, nil
}

// parts returns the pieces that, put together, are the URL again.
func parts(r urlparse.SplitResult) []part {
	var pieces []part
	if !r.Missing.Scheme {
		pieces = append(pieces, part{"scheme", r.Scheme}, part{"", ":"})
	}
	if !r.Missing.Netloc {
		pieces = append(pieces, part{"", "//"}, part{"netloc", r.Netloc})
	}
	pieces = append(pieces, part{"path", r.Path})
	if !r.Missing.Query {
		pieces = append(pieces, part{"", "?"}, part{"query", r.Query})
	}
	if !r.Missing.Fragment {
		pieces = append(pieces, part{"", "#"}, part{"fragment", r.Fragment})
	}
	return pieces
}

// components returns the five components and what can be asked of them.
func components(r urlparse.SplitResult) []row {
	unless := func(missing bool, value any) any {
		if missing {
			return nil
		}
		return value
	}
	username, hasUsername := r.Username()
	password, hasPassword := r.Password()
	hostname, hasHostname := r.Hostname()
	port, hasPort, portErr := r.Port()
	rows := []row{
		{"Scheme", unless(r.Missing.Scheme, r.Scheme)},
		{"Netloc", unless(r.Missing.Netloc, r.Netloc)},
		{"Path", r.Path},
		{"Query", unless(r.Missing.Query, r.Query)},
		{"Fragment", unless(r.Missing.Fragment, r.Fragment)},
		{"Username()", unless(!hasUsername, username)},
		{"Password()", unless(!hasPassword, password)},
		{"Hostname()", unless(!hasHostname, hostname)},
		{"Port()", orError(unless(!hasPort, port), portErr)},
		{"GetURL()", r.GetURL()},
	}
	normal, err := urlparse.Normalize(r.GetURL())
	return append(rows, row{"Normalize", orError(normal, err)})
}

// orError returns what goes into a table's cell: the value, or the error.
func orError(value any, err error) any {
	if err != nil {
		return failure(err)
	}
	return value
}

type joinForm struct {
	Base string `json:"base"`
	URL  string `json:"url"`
}

// joinURL resolves a reference against the URL of the page that it is on.
func joinURL(_ *Playground, in joinForm) (any, error) {
	joined, err := urlparse.URLJoin(in.Base, in.URL)
	if err != nil {
		return nil, err
	}
	return row{"URLJoin", joined}, nil
}

type quoteForm struct {
	Text string `json:"text"`
	Safe string `json:"safe"`
}

// quote escapes a text for a URL, and resolves the escapes in it.
func quote(_ *Playground, in quoteForm) (any, error) {
	quoted, err := urlparse.Quote(in.Text, urlparse.Safe(in.Safe))
	if err != nil {
		return nil, err
	}
	plus, err := urlparse.QuotePlus(in.Text, urlparse.Safe(in.Safe))
	if err != nil {
		return nil, err
	}
	unquoted, err := urlparse.Unquote(in.Text)
	if err != nil {
		return nil, err
	}
	unplus, err := urlparse.UnquotePlus(in.Text)
	if err != nil {
		return nil, err
	}
	return []row{{"Quote", quoted}, {"QuotePlus", plus}, {"Unquote", unquoted}, {"UnquotePlus", unplus}}, nil
}
