//go:build unix

package browser

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// connect gives a command its standard streams and, if asked, a session.
func connect(cmd *exec.Cmd, c Command) {
	if c.Terminal {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	if c.Stdin != "" {
		cmd.Stdin = strings.NewReader(c.Stdin)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: c.Detached}
}
