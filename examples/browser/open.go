package main

import (
	"errors"

	"github.com/gobatteries/batteries/browser"
)

// open follows webbrowser_open: the user's browser, which the environment variable
// BROWSER names or the system knows, shows the page.
func open() error { return unlessMissing(browser.Open(page)) }

// openNew follows webbrowser_open_new.
func openNew() error { return unlessMissing(browser.OpenNew(page)) }

// openNewTab follows webbrowser_open_new_tab.
func openNewTab() error { return unlessMissing(browser.OpenNewTab(page)) }

// unlessMissing lets it pass that there is no browser. A program with something to
// show would print the URL instead.
func unlessMissing(err error) error {
	if missing := new(browser.Error); errors.As(err, &missing) {
		return nil
	}
	return err
}

// get follows webbrowser_get: the browser that the program asks for, and no other.
func get() error {
	lynx, err := browser.Get("lynx")
	if err != nil {
		return err // could not locate runnable browser
	}
	return lynx.Open(page)
}
