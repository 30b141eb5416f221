package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/urlparse"
)

// urlOpen follows urllib_request_urlopen: it takes a response apart. Info is an
// http.Header, which prints its headers sorted.
func urlOpen(ctx context.Context, url string) error {
	response, err := fetch.URLOpenContext(ctx, url+"/")
	if err != nil {
		return err
	}
	defer response.Close()
	fmt.Printf("RESPONSE: %T\n", response)
	fmt.Println("URL     :", response.GetURL())

	headers := response.Info()
	fmt.Println("DATE    :", headers.Get("date"))
	fmt.Println("HEADERS :")
	fmt.Println("---------")
	headers.Write(os.Stdout)
	fmt.Println()

	data, err := response.ReadAll(1 << 20)
	if err != nil {
		return err
	}
	fmt.Println("LENGTH  :", len(data))
	fmt.Println("DATA    :")
	fmt.Println("---------")
	fmt.Printf("%s\n", data)
	return nil
}

// urlOpenIterator follows urllib_request_urlopen_iterator: a response is read line
// by line, however long it is.
func urlOpenIterator(ctx context.Context, url string) error {
	response, err := fetch.URLOpenContext(ctx, url+"/")
	if err != nil {
		return err
	}
	defer response.Close()
	for line, err := range response.Lines() {
		if err != nil {
			return err
		}
		fmt.Printf("%s\n", bytes.TrimRight(line, "\r\n"))
	}
	return nil
}

// httpGetArgs follows urllib_request_http_get_args: the fields of a query are
// encoded and added to the URL.
func httpGetArgs(ctx context.Context, url string) error {
	encoded, err := urlparse.URLEncode([]urlparse.Pair[string]{
		{Key: "q", Value: "query string"},
		{Key: "foo", Value: "bar"},
	})
	if err != nil {
		return err
	}
	fmt.Println("Encoded:", encoded)
	response, err := fetch.URLOpenContext(ctx, url+"/?"+encoded)
	if err != nil {
		return err
	}
	defer response.Close()
	_, err = io.Copy(os.Stdout, response)
	return err
}

// requestHeader follows urllib_request_request_header: a Request has headers, which
// take the place of the default ones.
func requestHeader(ctx context.Context, url string) error {
	r, err := fetch.NewRequest(url + "/")
	if err != nil {
		return err
	}
	r.AddHeader("User-agent", "PyMOTW (https://pymotw.com/)")
	response, err := fetch.URLOpenContext(ctx, r)
	if err != nil {
		return err
	}
	defer response.Close()
	_, err = io.Copy(os.Stdout, response)
	return err
}
