// Package menu lists the programs of a folder of examples and runs one of them:
//
//	go run ./examples/httpserve                       lists them
//	go run ./examples/httpserve GET                   runs one
//	go run ./examples/httpserve GET -listen :8080     serves until interrupted
package menu

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
)

// A Program is one example: either Run, or Serve with a Visit to it.
type Program struct {
	Name  string
	Shows string // in one line

	// Run is a program that ends by itself.
	Run func() error

	// Serve listens at addr, calls ready with the address it got, and serves until
	// the context ends.
	Serve func(ctx context.Context, addr string, ready func(net.Addr)) error

	// Visit is the client, told the server's URL without a slash at its end. When
	// it returns the server stops, unless -listen is given: then it isn't called.
	Visit func(ctx context.Context, url string) error
}

// Main is the main function of a folder of examples. A program's error goes to
// stderr, and the exit status is 1; it is 2 if the command line makes no sense.
func Main(folder string, programs []Program) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, folder, programs, os.Args[1:]))
}

func run(ctx context.Context, folder string, programs []Program, args []string) int {
	flags := flag.NewFlagSet(folder, flag.ContinueOnError)
	flags.Usage = func() { list(flags.Output(), folder, programs) }
	listen := flags.String("listen", "", "")
	name, err := parse(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case name == "":
		list(os.Stdout, folder, programs)
		return 0
	}
	for _, p := range programs {
		if p.Name != name {
			continue
		}
		if *listen != "" && p.Serve == nil {
			fmt.Fprintf(os.Stderr, "%s serves nothing: it takes no -listen\n", name)
			return 2
		}
		if err := p.run(ctx, *listen); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
			return 1
		}
		return 0
	}
	fmt.Fprintf(os.Stderr, "There is no program %q.\n", name)
	list(os.Stderr, folder, programs)
	return 2
}

// parse takes the flags before and after the name.
func parse(flags *flag.FlagSet, args []string) (name string, err error) {
	if err := flags.Parse(args); err != nil || flags.NArg() == 0 {
		return "", err
	}
	name = flags.Arg(0)
	if err := flags.Parse(flags.Args()[1:]); err != nil {
		return "", err
	}
	if flags.NArg() > 0 {
		fmt.Fprintf(flags.Output(), "%s takes no argument %q\n", name, flags.Arg(0))
		return "", errors.New("too many arguments")
	}
	return name, nil
}

func list(w io.Writer, folder string, programs []Program) {
	fmt.Fprintf(w, "go run ./examples/%s NAME [-listen ADDR]\n\n", folder)
	width := 0
	for _, p := range programs {
		width = max(width, len(p.Name))
	}
	for _, p := range programs {
		fmt.Fprintf(w, "  %-*s  %s\n", width, p.Name, p.Shows)
	}
	fmt.Fprint(w, "\nWith -listen, a program that serves does so until it is interrupted.\n")
}

func (p Program) run(ctx context.Context, listen string) error {
	switch {
	case p.Run != nil:
		return p.Run()
	case listen != "":
		return p.Serve(ctx, listen, func(addr net.Addr) {
			fmt.Fprintf(os.Stderr, "Listening at http://%s/\n", addr)
		})
	default:
		return p.ServeAndVisit(ctx, p.Visit)
	}
}

// ServeAndVisit serves on a loopback port that the system picks, until the visit
// is over.
func (p Program) ServeAndVisit(ctx context.Context, visit func(ctx context.Context, url string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	visited := make(chan error, 1)
	err := p.Serve(ctx, "127.0.0.1:0", func(addr net.Addr) {
		go func() {
			defer cancel()
			visited <- visit(ctx, "http://"+addr.String())
		}()
	})
	if err != nil {
		return err // the server didn't start, or broke down
	}
	return <-visited
}
