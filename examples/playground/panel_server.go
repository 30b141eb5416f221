package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gobatteries/batteries/browser"
	"github.com/gobatteries/batteries/fetch"
)

type fetchForm struct {
	Path string `json:"path"`
}

// fetcher asks this server itself: no proxy, and no other scheme would do.
var fetcher = fetch.BuildOpener(fetch.NewProxyHandler(map[string]string{}))

// fetchPath gets a path of this very server with package fetch.
func fetchPath(p *Playground, in fetchForm) (any, error) {
	if !strings.HasPrefix(in.Path, "/") {
		return nil, errors.New("a path begins with a slash: there is nothing to fetch but this server's own")
	}
	req, err := fetch.NewRequest(address(p.Server) + in.Path)
	if err != nil {
		return nil, err
	}
	resp, err := fetcher.OpenRequest(p.Request.Context(), req, fetch.Timeout(10*time.Second))
	if status := new(fetch.HTTPError); errors.As(err, &status) {
		resp, err = status.Response, nil // an error of HTTP is a response too
	}
	if err != nil {
		return nil, err
	}
	defer resp.Close()
	body, err := io.ReadAll(io.LimitReader(resp, 2048))
	if err != nil {
		return nil, err
	}
	return struct {
		Status  string `json:"status"`
		Headers []row  `json:"headers"`
		Body    string `json:"body"`
	}{fmt.Sprintf("%d %s", resp.Code, resp.Msg), headers(resp.Headers), strings.ToValidUTF8(string(body), "\uFFFD")}, nil
}

func headers(h http.Header) []row {
	rows := []row{}
	for name, values := range h {
		rows = append(rows, row{name, strings.Join(values, ", ")})
	}
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(a.Name, b.Name) })
	return rows
}

type openForm struct {
	URL string `json:"url"`
}

// openCommands shows what package browser would run to open a URL; it runs
// nothing.
func openCommands(_ *Playground, in openForm) (any, error) {
	commands, err := browser.Commands(in.URL)
	if err != nil {
		return nil, err
	}
	rows := []row{}
	for i, c := range commands {
		rows = append(rows, row{fmt.Sprint(i + 1), c.String()})
	}
	return rows, nil
}
