//go:build !trace

package main

// trace says nothing outside of tests.
func (f *frame) trace() {}
