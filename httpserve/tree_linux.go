package httpserve

import (
	"io"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// openHow is struct open_how of openat2(2).
type openHow struct{ flags, mode, resolve uint64 }

const (
	sysOpenat2 = 437 // on every architecture

	resolveNoMagiclinks = 0x02
	resolveBeneath      = 0x08
)

// noOpenat2 is set on kernels before 5.6, and where a sandbox forbids the call.
var noOpenat2 atomic.Bool

// openAt opens a name beneath the folder. openat2 keeps the whole path there in
// one system call.
func (d *folder) openAt(name string, flags uint64, follow bool) (int, error) {
	if noOpenat2.Load() {
		return -1, errNoQuickOpen
	}
	if strings.IndexByte(name, 0) >= 0 {
		return -1, fs.ErrNotExist
	}
	var short [256]byte // most names need no memory
	path := short[:]
	if len(name) >= len(short) {
		path = make([]byte, len(name)+1)
	}
	copy(path, name)
	how := openHow{flags: flags | syscall.O_RDONLY | syscall.O_NONBLOCK | syscall.O_CLOEXEC | syscall.O_LARGEFILE}
	if !follow {
		how.resolve = resolveBeneath | resolveNoMagiclinks
	}
	fd, _, errno := syscall.Syscall6(sysOpenat2, d.fd, uintptr(unsafe.Pointer(&path[0])),
		uintptr(unsafe.Pointer(&how)), unsafe.Sizeof(how), 0, 0)
	runtime.KeepAlive(d)
	switch errno {
	case 0:
		return int(fd), nil
	case syscall.ENOSYS:
		noOpenat2.Store(true)
		return -1, errNoQuickOpen
	case syscall.EPERM, syscall.EAGAIN, syscall.EINTR:
		return -1, errNoQuickOpen // os.Root will say
	}
	return -1, errno
}

// openFolderQuick opens a folder to be listed. A folder that os.Root opens looks
// at every entry, for the details that a plain listing does without.
func (d *folder) openFolderQuick(name string, follow bool) (fs.File, error) {
	fd, err := d.openAt(name, syscall.O_DIRECTORY, follow)
	if err != nil {
		return nil, err
	}
	// Where the system does not tell the kind of an entry, os looks at it by
	// this name.
	return os.NewFile(uintptr(fd), "/proc/self/fd/"+strconv.Itoa(fd)), nil
}

// openQuick opens a regular file or a folder. With os.File left out too, a small
// file costs half of what os.Root needs.
func (d *folder) openQuick(name string, follow bool) (io.ReadCloser, fileInfo, error) {
	fd, err := d.openAt(name, 0, follow)
	if err != nil {
		return nil, fileInfo{}, err
	}
	f := &rawFile{fd: fd}
	var st syscall.Stat_t
	if err := syscall.Fstat(f.fd, &st); err != nil {
		f.Close()
		return nil, fileInfo{}, err
	}
	kind := st.Mode & syscall.S_IFMT
	if kind != syscall.S_IFREG && kind != syscall.S_IFDIR {
		f.Close()
		return nil, fileInfo{}, errNotRegular
	}
	modified := time.Unix(st.Mtim.Unix())
	return f, fileInfo{st.Size, modified, kind == syscall.S_IFDIR}, nil
}

// A rawFile is an open file without what os.File has for pipes and terminals.
// Like every handler's file it is closed by the one who asked for it.
type rawFile struct{ fd int }

func (f *rawFile) Read(p []byte) (int, error) {
	for {
		n, err := syscall.Read(f.fd, p)
		switch {
		case err == syscall.EINTR:
			continue
		case err != nil:
			return 0, err
		case n == 0 && len(p) > 0:
			return 0, io.EOF
		}
		return n, nil
	}
}

func (f *rawFile) Seek(offset int64, whence int) (int64, error) {
	return syscall.Seek(f.fd, offset, whence)
}

func (f *rawFile) Close() error {
	if f.fd < 0 {
		return fs.ErrClosed
	}
	fd := f.fd
	f.fd = -1
	return syscall.Close(fd)
}
