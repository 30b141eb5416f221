package xmlrpcbench

import (
	"context"
	"net/http"

	project "github.com/gobatteries/batteries/xmlrpc"
)

func init() {
	newClients = append(newClients, newProject, newProjectAny)
	servers = append(servers, server{"project", projectServer()}, server{"project-httpserve", projectHTTPServer()})
}

func projectProxy(w *wire) *project.ServerProxy {
	p, err := project.NewServerProxy(endpoint, project.HTTPClient(&http.Client{Transport: w}))
	if err != nil {
		panic(err)
	}
	return p
}

// newProject decodes into Go values.
func newProject(ws, wl *wire) client {
	cs, cl := projectProxy(ws), projectProxy(wl)
	ctx := context.Background()
	return client{
		"project",
		func() (string, error) {
			return project.Call[string](ctx, cs, "Svc.Small", small.N, small.S, small.F, small.B)
		},
		func() (int, error) {
			v, err := project.Call[[]Item](ctx, cl, "Svc.Small", small.N, small.S, small.F, small.B)
			return len(v), err
		},
		func(v []Item) error { _, err := project.Call[string](ctx, cs, "Svc.Recv", v); return err },
	}
}

// newProjectAny decodes into what Loads gives.
func newProjectAny(ws, wl *wire) client {
	cs, cl := projectProxy(ws), projectProxy(wl)
	ctx := context.Background()
	return client{
		"project-any",
		func() (string, error) {
			v, err := cs.Call(ctx, "Svc.Small", small.N, small.S, small.F, small.B)
			s, _ := v.(string)
			return s, err
		},
		func() (int, error) {
			v, err := cl.Call(ctx, "Svc.Small", small.N, small.S, small.F, small.B)
			a, _ := v.([]any)
			return len(a), err
		},
		func(v []Item) error { _, err := cs.Call(ctx, "Svc.Recv", v); return err },
	}
}

type registrar interface {
	RegisterFunction(function any, opts ...project.RegisterOption) error
}

func register(r registrar) {
	for name, f := range map[string]any{
		"Svc.Small": func(n int, s string, f float64, b bool) string { return "ok: " + s },
		"Svc.Recv":  func(v []Item) string { return "ok" },
		"Svc.Send":  func(n int, s string, f float64, b bool) []Item { return large },
	} {
		if err := r.RegisterFunction(f, project.Name(name)); err != nil {
			panic(err)
		}
	}
}

func projectServer() http.Handler {
	d, err := project.NewSimpleXMLRPCDispatcher()
	if err != nil {
		panic(err)
	}
	register(d)
	return d
}

// projectHTTPServer is the server with Python's handler class, without its log.
func projectHTTPServer() http.Handler {
	s, err := project.NewSimpleXMLRPCServer("127.0.0.1:0", project.LogRequests(false), project.BindAndActivate(false))
	if err != nil {
		panic(err)
	}
	register(s)
	return s
}
