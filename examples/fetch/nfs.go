package main

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/gobatteries/batteries/fetch"
)

// An nfsFile is a file on a remote disk, which is unmounted when it is closed.
type nfsFile struct {
	*os.File
	tempdir string
}

func (f *nfsFile) Close() error {
	fmt.Println("NFSFile:")
	fmt.Println("  unmounting", filepath.Base(f.tempdir))
	fmt.Println("  when", filepath.Base(f.Name()), "is closed")
	return f.File.Close()
}

// A fauxNFSHandler opens nfs URLs. It mounts nothing: all files are in tempdir.
// Python finds its nfs_open by the name; here a SchemeOpener says which schemes it
// opens.
type fauxNFSHandler struct {
	fetch.BaseHandler
	tempdir string
}

func (h *fauxNFSHandler) OpenSchemes() []string { return []string{"nfs"} }

func (h *fauxNFSHandler) SchemeOpen(req *fetch.Request) (*fetch.Response, error) {
	directory, filename := path.Split(req.FullURL())
	fmt.Println("FauxNFSHandler simulating mount:")
	fmt.Println("  Remote path:", strings.TrimSuffix(directory, "/"))
	fmt.Println("  Server     :", req.Host)
	fmt.Println("  Local path :", filepath.Base(h.tempdir))
	fmt.Println("  Filename   :", filename)

	file, err := os.Open(filepath.Join(h.tempdir, filename))
	if err != nil {
		return nil, &fetch.URLError{Reason: err}
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, &fetch.URLError{Reason: err}
	}
	headers := http.Header{}
	headers.Set("Content-type", guessType(filename))
	headers.Set("Content-length", strconv.FormatInt(info.Size(), 10))
	return fetch.NewAddInfoURL(&nfsFile{file, h.tempdir}, headers, req.GetFullURL(), 0), nil
}

// nfs follows urllib_request_nfs_handler: an opener with a handler of one's own
// becomes the one that URLOpen uses.
func nfs() error {
	tempdir, err := os.MkdirTemp("", "tmp")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tempdir)
	if err := os.WriteFile(filepath.Join(tempdir, "file.txt"), []byte("Contents of file.txt"), 0o600); err != nil {
		return err
	}

	fetch.InstallOpener(fetch.BuildOpener(&fauxNFSHandler{tempdir: tempdir}))
	defer fetch.URLCleanup() // URLOpen is as before then
	resp, err := fetch.URLOpen("nfs://remote_server/path/to/the/file.txt")
	if err != nil {
		return err
	}
	contents, err := resp.ReadAll(1 << 20)
	if err != nil {
		return err
	}
	fmt.Println()
	fmt.Printf("READ CONTENTS: %q\n", contents)
	fmt.Println("URL          :", resp.GetURL())
	fmt.Println("HEADERS:")
	headers := resp.Info()
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		fmt.Printf("  %-15s = %s\n", name, headers.Get(name))
	}
	return resp.Close()
}
