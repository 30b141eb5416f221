package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/gobatteries/batteries/fetch"
	"github.com/gobatteries/batteries/urlparse"
)

// encodeQuery returns the form that both programs send.
func encodeQuery() (string, error) {
	return urlparse.URLEncode([]urlparse.Pair[string]{
		{Key: "q", Value: "query string"},
		{Key: "foo", Value: "bar"},
	})
}

// urlOpenPost follows urllib_request_urlopen_post: with Data, URLOpen sends a POST.
func urlOpenPost(ctx context.Context, url string) error {
	encoded, err := encodeQuery()
	if err != nil {
		return err
	}
	response, err := fetch.URLOpenContext(ctx, url+"/", fetch.Data(encoded))
	if err != nil {
		return err
	}
	defer response.Close()
	_, err = io.Copy(os.Stdout, response)
	return err
}

// requestPost follows urllib_request_request_post: the same with a Request, which
// knows its method.
func requestPost(ctx context.Context, url string) error {
	encoded, err := encodeQuery()
	if err != nil {
		return err
	}
	r, err := fetch.NewRequest(url+"/", fetch.Data(encoded))
	if err != nil {
		return err
	}
	fmt.Println("Request method :", r.GetMethod())
	r.AddHeader("User-agent", "PyMOTW (https://pymotw.com/)")

	fmt.Println("\nOUTGOING DATA:")
	fmt.Printf("%q\n", r.Data())

	fmt.Println("\nSERVER RESPONSE:")
	response, err := fetch.URLOpenContext(ctx, r)
	if err != nil {
		return err
	}
	defer response.Close()
	_, err = io.Copy(os.Stdout, response)
	return err
}
