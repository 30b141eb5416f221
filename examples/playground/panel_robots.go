package main

import (
	"strings"

	"github.com/gobatteries/batteries/robots"
)

type robotsForm struct {
	Text  string `json:"text"`
	Agent string `json:"agent"`
	URL   string `json:"url"`
}

// A verdict is what one mode of the parser says, and why.
type verdict struct {
	Mode    string `json:"mode"`
	Allowed bool   `json:"allowed"`
	Reason  string `json:"reason"`
	Group   string `json:"group"` // the agent whose group was asked
	Rule    string `json:"rule"`  // the rule that won
	Line    int    `json:"line"`  // where it stands, 0 if there is none
	Path    string `json:"path"`  // what was compared with the rules
}

var modes = []struct {
	name string
	mode robots.Mode
}{{"CPython", robots.CPython}, {"RFC 9309", robots.RFC9309}, {"Google", robots.Google}}

// testRobots asks whether an agent may fetch a URL, by the rules of each mode.
func testRobots(_ *Playground, in robotsForm) (any, error) {
	var verdicts []verdict
	for _, m := range modes {
		rp := robots.NewRobotFileParser("", m.mode)
		if err := rp.ParseReader(strings.NewReader(in.Text)); err != nil {
			return nil, err
		}
		e, err := rp.Explain(in.Agent, in.URL)
		if err != nil {
			return nil, err
		}
		v := verdict{Mode: m.name, Allowed: e.Allowed, Reason: e.Reason, Group: e.Agent, Line: e.Line, Path: e.Path}
		if e.Rule != nil {
			v.Rule = e.Rule.String()
		}
		verdicts = append(verdicts, v)
	}

	problems := []row{}
	for _, p := range robots.Lint(in.Text) {
		problems = append(problems, row{p.Message, p.Line})
	}
	return struct {
		Verdicts []verdict `json:"verdicts"`
		Problems []row     `json:"problems"`
		Asks     []row     `json:"asks"`
	}{verdicts, problems, asks(in)}, nil
}

// asks returns what else the file asks of the agent.
func asks(in robotsForm) []row {
	rp := robots.NewRobotFileParser("", robots.FractionalDelay(true))
	rp.ParseText(in.Text)
	rows := []row{{"Delay", nil}, {"RequestRate", nil}, {"SiteMaps", nil}}
	if delay, ok := rp.Delay(in.Agent); ok {
		rows[0].Value = delay.String()
	}
	if rate, ok := rp.RequestRate(in.Agent); ok {
		rows[1].Value = rate.String()
	}
	if maps, ok := rp.SiteMaps(); ok {
		rows[2].Value = strings.Join(maps, "\n")
	}
	return rows
}
