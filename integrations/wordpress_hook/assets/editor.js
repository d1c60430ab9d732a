/**
 * The panel of the block editor: says before publishing what the gate says, and where.
 *
 * It is there to help. What holds is on the server.
 */
( function ( wp, facts ) {
	'use strict';

	var el = wp.element.createElement;
	var useState = wp.element.useState;
	var useEffect = wp.element.useEffect;
	var __ = wp.i18n.__;
	var sprintf = wp.i18n.sprintf;
	var Button = wp.components.Button;
	var PrePublishPanel = ( wp.editor && wp.editor.PluginPrePublishPanel ) || wp.editPost.PluginPrePublishPanel;
	var SettingPanel = ( wp.editor && wp.editor.PluginDocumentSettingPanel ) || wp.editPost.PluginDocumentSettingPanel;
	var LOCK = 'neutral-gate';
	var WAIT = 400; // Milliseconds after the last key.
	var token = '';

	wp.apiFetch.use( function ( options, next ) {
		var id = wp.data.select( 'core/editor' ) && wp.data.select( 'core/editor' ).getCurrentPostId();
		var saves = options.method && 'GET' !== options.method && options.path;
		if ( token && saves && id && new RegExp( '/wp/v2/[^?]+/' + id + '(?:\\?|$)' ).test( options.path ) ) {
			options.headers = Object.assign( {}, options.headers, { 'X-Neutral-Gate-Override': token } );
		}
		return next( options );
	} );

	/** What is in the editor now. */
	function useDraft() {
		return wp.data.useSelect( function ( select ) {
			var editor = select( 'core/editor' );
			var shown = editor.isPublishSidebarOpened ? editor : select( 'core/edit-post' );
			return {
				open: !! shown.isPublishSidebarOpened(),
				published: editor.isCurrentPostPublished(),
				text: {
					post_id: editor.getCurrentPostId(),
					title: editor.getEditedPostAttribute( 'title' ) || '',
					content: editor.getEditedPostContent(),
					excerpt: editor.getEditedPostAttribute( 'excerpt' ) || '',
					featured_media: editor.getEditedPostAttribute( 'featured_media' ) || 0,
					date: editor.getEditedPostAttribute( 'date' ) || ''
				}
			};
		}, [] );
	}

	/** Asks the gate; `done` gets its answer. */
	function ask( text, done ) {
		wp.apiFetch( { path: '/neutral-gate/v1/check', method: 'POST', data: text } ).then( done, function ( error ) {
			done( { verdict: 'none', allowed: true, findings: [], message: error.message || __( 'The check failed. It will be made again when you publish.', 'neutral-gate' ) } );
		} );
	}

	/** The innermost block with these words, from a block downwards. */
	function blockWith( block, words ) {
		var inner = ( block.innerBlocks || [] ).map( function ( each ) {
			return blockWith( each, words );
		} ).filter( Boolean );
		if ( inner.length ) {
			return inner[ 0 ];
		}
		var text = new DOMParser().parseFromString( wp.blocks.getBlockContent( block ), 'text/html' ).body.textContent;
		return words && -1 !== text.replace( /\s+/g, ' ' ).indexOf( words.replace( /\s+/g, ' ' ) ) ? block : null;
	}

	/** Shows where a finding stands. */
	function show( finding ) {
		if ( 'title' === finding.field ) {
			var frame = document.querySelector( 'iframe[name="editor-canvas"]' );
			var title = ( frame ? frame.contentDocument : document ).querySelector( '.editor-post-title__input, .editor-post-title textarea' );
			if ( title ) {
				title.focus();
			}
			return;
		}
		var top = wp.data.select( 'core/block-editor' ).getBlocks()[ finding.block ];
		if ( top ) {
			wp.data.dispatch( 'core/block-editor' ).selectBlock( ( blockWith( top, finding.excerpt ) || top ).clientId );
		}
	}

	function Finding( props ) {
		var finding = props.finding;
		var linked = finding.block >= 0 || 'title' === finding.field;
		return el( 'li', { className: 'neutral-gate-finding is-' + finding.severity },
			el( 'span', { className: 'neutral-gate-severity' }, 'block' === finding.severity ? __( 'Must change', 'neutral-gate' ) : ( 'warn' === finding.severity ? __( 'Please look', 'neutral-gate' ) : __( 'Note', 'neutral-gate' ) ) ),
			finding.excerpt ? el( 'q', null, finding.excerpt ) : null,
			el( 'p', null, finding.message ),
			finding.suggestion ? el( 'p', { className: 'neutral-gate-instead' }, finding.suggestion ) : null,
			linked ? el( Button, { variant: 'link', onClick: function () {
				show( finding );
			} }, __( 'Show in the text', 'neutral-gate' ), el( 'span', { className: 'screen-reader-text' }, ': ' + finding.excerpt ) ) : null
		);
	}

	function Override( props ) {
		var code = useState( '' ), reason = useState( '' ), note = useState( '' ), busy = useState( false );
		function send() {
			busy[ 1 ]( true );
			wp.apiFetch( { path: '/neutral-gate/v1/override', method: 'POST', data: Object.assign( {}, props.text, { reason_code: code[ 0 ], reason: reason[ 0 ] } ) } ).then( function ( answer ) {
				token = answer.token;
				busy[ 1 ]( false );
				props.onGiven();
			}, function ( error ) {
				busy[ 1 ]( false );
				note[ 1 ]( error.message );
			} );
		}
		return el( 'details', { className: 'neutral-gate-override' },
			el( 'summary', null, __( 'Publish all the same', 'neutral-gate' ) ),
			el( 'p', null, __( 'Only for good reason. Your name and your reason are kept.', 'neutral-gate' ) ),
			el( wp.components.SelectControl, {
				label: __( 'Kind of reason', 'neutral-gate' ),
				value: code[ 0 ],
				options: [ { value: '', label: __( 'Choose one', 'neutral-gate' ) } ].concat( Object.keys( facts.reasons ).map( function ( key ) {
					return { value: key, label: facts.reasons[ key ] };
				} ) ),
				onChange: code[ 1 ]
			} ),
			el( wp.components.TextareaControl, { label: __( 'Reason', 'neutral-gate' ), value: reason[ 0 ], onChange: function ( words ) {
				reason[ 1 ]( words );
				note[ 1 ]( '' );
			} } ),
			note[ 0 ] ? el( 'p', { role: 'alert', className: 'neutral-gate-alert' }, note[ 0 ] ) : null,
			el( Button, { variant: 'secondary', isBusy: busy[ 0 ], disabled: busy[ 0 ] || ! code[ 0 ] || ! reason[ 0 ], onClick: send }, __( 'Override the gate', 'neutral-gate' ) )
		);
	}

	function heading( answer ) {
		if ( answer.overridden ) {
			return __( 'Overridden: you can publish this text now', 'neutral-gate' );
		}
		if ( ! answer.allowed ) {
			return 'none' === answer.verdict ? __( 'Not checked: this cannot be published yet', 'neutral-gate' ) : __( 'This must not be published as it is', 'neutral-gate' );
		}
		if ( 'none' === answer.verdict ) {
			return __( 'Not checked', 'neutral-gate' );
		}
		return 'warn' === answer.verdict ? __( 'You can publish, but please look at this', 'neutral-gate' ) : __( 'Clear to publish', 'neutral-gate' );
	}

	function Answer( props ) {
		var answer = props.answer;
		if ( ! answer ) {
			return el( 'div', { role: 'status', className: 'neutral-gate-answer', 'data-verdict': 'pending' }, el( wp.components.Spinner ), __( 'Checking the text…', 'neutral-gate' ) );
		}
		var order = { block: 0, warn: 1, note: 2 };
		var findings = answer.findings.slice().sort( function ( a, b ) {
			return order[ a.severity ] - order[ b.severity ];
		} );
		return el( 'div', { className: 'neutral-gate-answer is-' + ( answer.allowed || answer.overridden ? 'allowed' : 'refused' ), 'data-verdict': answer.verdict, 'data-allowed': String( answer.allowed || !! answer.overridden ) },
			el( 'div', { role: 'status' },
				el( 'strong', null, heading( answer ) ),
				answer.windows && answer.windows.length ? el( 'p', null, __( 'A pre-election period applies.', 'neutral-gate' ) ) : null,
				'none' === answer.verdict ? el( 'p', null, answer.message ) : null
			),
			findings.length ? el( 'ul', null, findings.map( function ( finding, number ) {
				return el( Finding, { key: number, finding: finding } );
			} ) ) : null,
			answer.checklist && answer.checklist.length ? el( 'details', null,
				el( 'summary', null, sprintf( /* translators: %d: number of things. */ __( 'What only a person can check (%d)', 'neutral-gate' ), answer.checklist.length ) ),
				el( 'ul', { className: 'neutral-gate-checklist' }, answer.checklist.map( function ( line, number ) {
					return el( 'li', { key: number }, line );
				} ) )
			) : null,
			answer.may_override && ! answer.overridden ? el( Override, { text: props.text, onGiven: props.onGiven } ) : null
		);
	}

	function Gate() {
		var draft = useDraft();
		var state = useState( null ), answer = state[ 0 ], setAnswer = state[ 1 ];
		var asked = useState( false ), looking = asked[ 0 ] || draft.open;
		var key = JSON.stringify( draft.text );

		useEffect( function () {
			var editor = wp.data.dispatch( 'core/editor' );
			var live = true;
			token = '';
			setAnswer( null );
			if ( ! looking ) {
				editor.unlockPostSaving( LOCK );
				return;
			}
			if ( draft.open ) {
				editor.lockPostSaving( LOCK );
			}
			var timer = setTimeout( function () {
				ask( draft.text, function ( found ) {
					if ( ! live ) {
						return;
					}
					setAnswer( found );
					if ( found.allowed ) {
						editor.unlockPostSaving( LOCK );
					}
				} );
			}, WAIT );
			return function () {
				live = false;
				clearTimeout( timer );
				editor.unlockPostSaving( LOCK ); // Nothing of ours may keep a draft from being saved.
			};
		}, [ looking, draft.open, key ] );

		function given() {
			setAnswer( Object.assign( {}, answer, { overridden: true } ) );
			wp.data.dispatch( 'core/editor' ).unlockPostSaving( LOCK );
		}

		var shown = el( Answer, { answer: answer, text: draft.text, onGiven: given } );
		return el( wp.element.Fragment, null,
			el( PrePublishPanel, { title: __( 'Neutral Gate', 'neutral-gate' ), initialOpen: true, className: 'neutral-gate-panel' }, draft.open ? shown : null ),
			el( SettingPanel, { name: 'neutral-gate', title: __( 'Neutral Gate', 'neutral-gate' ), className: 'neutral-gate-sidebar' },
				asked[ 0 ] && ! draft.open ? shown : el( 'p', null, __( 'See before you publish what the gate says about this text.', 'neutral-gate' ) ),
				el( Button, { variant: 'secondary', onClick: function () {
					asked[ 1 ]( ! asked[ 0 ] );
				} }, asked[ 0 ] ? __( 'Stop checking while I write', 'neutral-gate' ) : __( 'Check while I write', 'neutral-gate' ) )
			)
		);
	}

	wp.plugins.registerPlugin( 'neutral-gate', { render: Gate, icon: 'shield' } );
} )( window.wp, window.neutralGateFacts );
