package tty

import (
	"os"
	"syscall"
	"unsafe"
)

// columns returns how wide a terminal is, 0 if f is none.
func columns(f *os.File) int {
	c, err := f.SyscallConn()
	if err != nil {
		return 0
	}
	var size struct{ rows, columns, width, height uint16 }
	var errno syscall.Errno
	err = c.Control(func(fd uintptr) {
		_, _, errno = syscall.Syscall(syscall.SYS_IOCTL, fd, syscall.TIOCGWINSZ, uintptr(unsafe.Pointer(&size)))
	})
	if err != nil || errno != 0 {
		return 0
	}
	return int(size.columns)
}
