package main

import (
	"strings"

	"github.com/gobatteries/batteries/cookies"
)

type cookieForm struct {
	Name        string `json:"name"`
	Value       string `json:"value"`
	Path        string `json:"path"`
	MaxAge      string `json:"max_age"`
	SameSite    string `json:"samesite"`
	HTTPOnly    bool   `json:"httponly"`
	Secure      bool   `json:"secure"`
	Partitioned bool   `json:"partitioned"`
}

// setCookie sends a cookie to the browser.
func setCookie(p *Playground, in cookieForm) (any, error) {
	var c cookies.SimpleCookie
	if err := c.SetItem(in.Name, in.Value); err != nil {
		return nil, err
	}
	m, _ := c.Get(in.Name)
	err := m.Update(map[string]any{
		"path": in.Path, "max-age": in.MaxAge, "samesite": in.SameSite,
		"httponly": in.HTTPOnly, "secure": in.Secure, "partitioned": in.Partitioned,
	})
	if err != nil {
		return nil, err
	}
	p.cookies = append(p.cookies, m.OutputString())
	return struct {
		Header string `json:"header"`
	}{m.Output()}, nil
}

// readCookies shows what the browser sent back with this very request.
func readCookies(p *Playground, _ struct{}) (any, error) {
	return readHeader(strings.Join(p.Headers.Values("Cookie"), "; ")), nil
}

type headerForm struct {
	Header string `json:"header"`
}

// parseCookies shows what becomes of a Cookie header.
func parseCookies(_ *Playground, in headerForm) (any, error) {
	return readHeader(in.Header), nil
}

// A reading is a header and what the two ways to read it make of it.
type reading struct {
	Header  string `json:"header"`
	Load    any    `json:"load"`
	Lenient []row  `json:"lenient"`
	Skipped []row  `json:"skipped"`
}

func readHeader(header string) reading {
	r := reading{Header: header, Skipped: []row{}}

	var strict cookies.SimpleCookie
	err := strict.Load(header) // all of it or, as Python does, nothing
	r.Load = orError(list(&strict), err)

	var lenient cookies.SimpleCookie
	for _, s := range lenient.LoadLenient(header, cookies.MaxCookies(100)) {
		r.Skipped = append(r.Skipped, row{s.Text, s.Err.Error()})
	}
	r.Lenient = list(&lenient)
	return r
}

func list(c *cookies.SimpleCookie) []row {
	rows := []row{}
	for name, m := range c.All() {
		rows = append(rows, row{name, m.Value()})
		for attribute, value := range m.Items() {
			if value != "" {
				rows = append(rows, row{name + "; " + attribute, value})
			}
		}
	}
	return rows
}
