// Package neterr gives the errors of package net the form of Python's.
package neterr

import (
	"errors"
	"net"
	"syscall"

	"github.com/gobatteries/batteries/internal/pyerr"
)

// New makes an OSError of an error of package net: with the number and text that
// Python has for a name that isn't found, and without the addresses that Go puts
// into its texts. It returns nil for other errors.
func New(err error) *pyerr.OSError {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		switch {
		case dns.IsNotFound:
			return &pyerr.OSError{Errno: -2, Strerror: "Name or service not known", Err: err}
		case dns.IsTemporary || dns.IsTimeout:
			return &pyerr.OSError{Errno: -3, Strerror: "Temporary failure in name resolution", Err: err}
		}
	}
	if errors.As(err, new(syscall.Errno)) {
		return pyerr.NewOSError(err)
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return &pyerr.OSError{Strerror: op.Err.Error(), Err: err}
	}
	return nil
}
