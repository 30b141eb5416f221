//go:build race || purego

package jsonx_test

const raceEnabled = true
