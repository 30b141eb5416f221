package tty_test

import (
	"os"
	"syscall"
	"testing"
	"unsafe"

	"github.com/gobatteries/batteries/internal/tty"
)

func TestTerminalColumns(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("needs a pseudo-terminal:", err)
	}
	defer terminal.Close()
	for _, c := range []struct {
		env  string
		size uint16
		want int
	}{{"", 132, 132}, {"", 0, 80}, {"40", 132, 40}, {"0", 132, 132}} {
		t.Setenv("COLUMNS", c.env)
		size := [4]uint16{24, c.size}
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, terminal.Fd(), syscall.TIOCSWINSZ, uintptr(unsafe.Pointer(&size))); errno != 0 {
			t.Fatal(errno)
		}
		if got := tty.Columns(terminal); got != c.want {
			t.Errorf("COLUMNS=%q, a terminal of %d: %d, want %d", c.env, c.size, got, c.want)
		}
	}
}
