package browser

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"time"
)

// A Command is a command line that a [Controller] starts, or would start.
type Command struct {
	Path string   // the program's file, as found in PATH; empty if it was not found
	Args []string // argv, the command's name first
	Env  []string // its environment as in os.Environ; nil is this process's own

	// Stdin is what the command reads, such as an AppleScript.
	Stdin string
	// Detached commands get a session of their own where the platform has
	// sessions, so that they outlive the program and its terminal.
	Detached bool
	// Terminal commands read and write the program's standard streams; the
	// others' are empty.
	Terminal bool
	// Check says what counts as success.
	Check Check
}

// A Check says when a [Command] has done its work. If it has not, the next
// command of the list is started in its place.
type Check int

const (
	CheckExit    Check = iota // it ends with status 0
	CheckRemote               // it ends with status 0, or still runs after five seconds
	CheckRunning              // it runs, or has ended with status 0
	CheckStarted              // it could be started; its end is waited for, its status doesn't matter
)

// String writes the command for a person to read, quoted as a POSIX shell would
// need it.
func (c Command) String() string {
	var b strings.Builder
	for i, a := range c.Args {
		if i > 0 {
			b.WriteByte(' ')
		}
		if a != "" && strings.IndexFunc(a, needsQuote) < 0 {
			b.WriteString(a)
		} else {
			b.WriteString("'" + strings.ReplaceAll(a, "'", `'\''`) + "'")
		}
	}
	return b.String()
}

func needsQuote(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("@%_-+=:,./", r))
}

// remoteGrace is how long a remote command may take before it counts as done.
const remoteGrace = 5 * time.Second

// A process is a started command.
type process interface {
	poll() (ended bool, err error)                     // without waiting
	wait(ctx context.Context, max time.Duration) error // errStillRunning after max, if max > 0
}

var errStillRunning = errors.New("still running")

// run starts the commands in turn until one succeeds.
func (s *system) run(ctx context.Context, commands []Command, wait bool) error {
	var failed error
	for _, c := range commands {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.runOne(ctx, c, wait)
		if err == nil {
			return nil
		}
		failed = errors.Join(failed, &CommandError{c.Args, err})
	}
	return failed
}

func (s *system) runOne(ctx context.Context, c Command, wait bool) error {
	p, err := s.start(c)
	if err != nil {
		return err
	}
	switch {
	case c.Check == CheckStarted:
		if err := p.wait(ctx, 0); err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		return nil
	case wait || c.Check == CheckExit:
		return p.wait(ctx, 0)
	case c.Check == CheckRemote:
		if err := p.wait(ctx, remoteGrace); err != errStillRunning {
			return err
		}
		return nil
	}
	// One that has ended well already, as xdg-open may, has done its work.
	_, err = p.poll()
	return err
}

// osProcess is a real child. A goroutine waits for it from the start, so that it
// never stays behind as a zombie; it ends with the child.
type osProcess struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error // set before done is closed
}

func startProcess(c Command) (process, error) {
	path := c.Path
	if path == "" {
		return nil, &exec.Error{Name: c.Args[0], Err: exec.ErrNotFound}
	}
	cmd := &exec.Cmd{Path: path, Args: c.Args, Env: c.Env}
	connect(cmd, c)
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &osProcess{cmd: cmd, done: make(chan struct{})}
	go func() {
		p.err = cmd.Wait()
		close(p.done)
	}()
	return p, nil
}

func (p *osProcess) poll() (bool, error) {
	select {
	case <-p.done:
		return true, p.err
	default:
		return false, nil
	}
}

func (p *osProcess) wait(ctx context.Context, most time.Duration) error {
	var late <-chan time.Time
	if most > 0 {
		t := time.NewTimer(most)
		defer t.Stop()
		late = t.C
	}
	select {
	case <-p.done:
		return p.err
	case <-late:
		return errStillRunning
	case <-ctx.Done():
		// Whoever waits for the command no longer wants it.
		p.cmd.Process.Kill()
		return ctx.Err()
	}
}
