//go:build !unix

package browser

import (
	"os"
	"os/exec"
	"strings"
)

// connect gives a command its standard streams; there are no sessions here.
func connect(cmd *exec.Cmd, c Command) {
	if c.Terminal {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	}
	if c.Stdin != "" {
		cmd.Stdin = strings.NewReader(c.Stdin)
	}
}
