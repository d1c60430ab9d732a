<?php
/**
 * The one way from a draft to a verdict.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Asks the service once a request for each draft, and applies the site's policy to the answer, or to its absence.
 */
final class Gatekeeper {
	const CACHE_SECONDS = 60;

	/**
	 * Settings.
	 *
	 * @var Settings
	 */
	private $settings;

	/**
	 * The way to the service.
	 *
	 * @var Client
	 */
	private $client;

	/**
	 * Known windows.
	 *
	 * @var Windows
	 */
	private $windows;

	/**
	 * Records.
	 *
	 * @var Records
	 */
	private $records;

	/**
	 * Overrides.
	 *
	 * @var Overrides
	 */
	private $overrides;

	/**
	 * Verdicts of this request, by the draft's key.
	 *
	 * @var array<string,Verdict>
	 */
	private $asked = array();

	/**
	 * Verdicts of texts that an earlier layer let out in this request with all that goes with them.
	 *
	 * @var array<string,Verdict>
	 */
	private $cleared = array();

	/**
	 * A gatekeeper.
	 *
	 * @param Settings  $settings  Settings.
	 * @param Client    $client    Client.
	 * @param Windows   $windows   Windows.
	 * @param Records   $records   Records.
	 * @param Overrides $overrides Overrides.
	 */
	public function __construct( Settings $settings, Client $client, Windows $windows, Records $records, Overrides $overrides ) {
		$this->settings  = $settings;
		$this->client    = $client;
		$this->windows   = $windows;
		$this->records   = $records;
		$this->overrides = $overrides;
	}

	/**
	 * Judges a draft.
	 *
	 * @param Draft $draft The draft.
	 * @param bool  $exact True to judge it anew where an earlier layer let out the same text with other pictures or terms.
	 */
	public function judge( Draft $draft, $exact = false ) {
		$text = $draft->post_id . ' ' . $draft->text_hash() . ' ' . $draft->goes_live();
		if ( ! $exact && isset( $this->cleared[ $text ] ) ) {
			return $this->cleared[ $text ];
		}
		$key = $draft->post_id . ' ' . $draft->key();
		if ( ! isset( $this->asked[ $key ] ) ) {
			$this->asked[ $key ] = $this->decided( $draft, $this->ask( $draft ) );
		}
		return $this->asked[ $key ];
	}

	/**
	 * Notes that a text was let out with all that goes with it, so that the next layer need not ask again.
	 *
	 * @param Draft   $draft   The draft.
	 * @param Verdict $verdict The verdict.
	 */
	public function clear( Draft $draft, Verdict $verdict ) {
		$this->cleared[ $draft->post_id . ' ' . $draft->text_hash() . ' ' . $draft->goes_live() ] = $verdict;
	}

	/**
	 * Forgets what this request has asked: a long-running process such as a sweep starts afresh.
	 */
	public function forget() {
		$this->asked   = array();
		$this->cleared = array();
	}

	/**
	 * The service's answer, from the cache where it is fresh. A failure is never kept.
	 *
	 * @param Draft $draft The draft.
	 */
	private function ask( Draft $draft ) {
		$cache = 'neutral_gate_' . substr( hash( 'sha256', $draft->key() . $this->settings->get( 'url' ) . $this->settings->get( 'body' ) ), 0, 40 );
		$kept  = get_transient( $cache );
		if ( is_array( $kept ) && isset( $kept['verdict'] ) ) {
			return $this->read( $kept );
		}
		$source = $draft->source();
		$answer = $this->client->call( '/v1/check', $draft->payload( $source, $this->settings->get( 'body' ) ) );
		if ( is_wp_error( $answer ) ) {
			return Verdict::none( $answer->get_error_message() );
		}
		$answer = $this->narrowed( $answer, $source );
		if ( ! $answer ) {
			return Verdict::none( __( 'The service gave an answer that cannot be read.', 'neutral-gate' ) );
		}
		set_transient( $cache, $answer, self::CACHE_SECONDS );
		if ( '' === $draft->goes_live() ) {
			$this->windows->learn( $answer['windows'], false );
		}
		return $this->read( $answer );
	}

	/**
	 * The parts of an answer that are needed, each of the type that it should be; null where it is no answer.
	 *
	 * @param array  $answer What the service sent.
	 * @param Source $source What it was asked about.
	 */
	private function narrowed( array $answer, Source $source ) {
		if ( ! isset( $answer['verdict'] ) || ! in_array( $answer['verdict'], array( 'block', 'warn', 'pass' ), true ) ) {
			return null;
		}
		$findings  = array();
		$checklist = array();
		foreach ( isset( $answer['drafts'] ) && is_array( $answer['drafts'] ) ? $answer['drafts'] : array() as $draft ) {
			$checklist = array_merge( $checklist, array_filter( (array) ( $draft['checklist'] ?? array() ), 'is_string' ) );
			foreach ( (array) ( $draft['findings'] ?? array() ) as $finding ) {
				if ( ! is_array( $finding ) || ! empty( $finding['suppressed'] ) || ! empty( $finding['in_baseline'] ) ) {
					continue;
				}
				$clean = array( 'block' => -1 );
				foreach ( array( 'rule', 'severity', 'message', 'excerpt', 'suggestion', 'field' ) as $key ) {
					$clean[ $key ] = isset( $finding[ $key ] ) && is_string( $finding[ $key ] ) ? $finding[ $key ] : '';
				}
				if ( in_array( $clean['field'], array( '', 'html' ), true ) && isset( $finding['start']['offset'] ) ) {
					$clean['block'] = $source->block_at( (int) $finding['start']['offset'] );
				}
				$findings[ $clean['rule'] . "\0" . $clean['excerpt'] . "\0" . $clean['block'] . "\0" . $clean['field'] ] = $clean;
			}
		}
		return array(
			'verdict'     => $answer['verdict'],
			'findings'    => array_values( $findings ),
			'checklist'   => array_values( array_unique( $checklist ) ),
			'decision_id' => isset( $answer['decision_id'] ) && is_string( $answer['decision_id'] ) ? $answer['decision_id'] : '',
			'windows'     => isset( $answer['windows'] ) && is_array( $answer['windows'] ) ? $answer['windows'] : array(),
		);
	}

	/**
	 * A verdict of an answer.
	 *
	 * @param array $answer The narrowed answer.
	 */
	private function read( array $answer ) {
		$verdict              = new Verdict( $answer['verdict'] );
		$verdict->findings    = $answer['findings'];
		$verdict->checklist   = $answer['checklist'];
		$verdict->decision_id = $answer['decision_id'];
		foreach ( $answer['windows'] as $window ) {
			if ( is_array( $window ) && isset( $window['id'] ) && empty( $window['advisory'] ) ) {
				$verdict->windows[] = (string) $window['id'];
			}
		}
		sort( $verdict->windows );
		return $verdict;
	}

	/**
	 * Applies the site's policy.
	 *
	 * @param Draft   $draft   The draft.
	 * @param Verdict $verdict The bare verdict.
	 */
	private function decided( Draft $draft, Verdict $verdict ) {
		if ( ! $verdict->answered() ) {
			$moment  = '' !== $draft->goes_live() ? (int) strtotime( $draft->goes_live() ) : time();
			$outside = Windows::OUTSIDE === $this->windows->state( $moment );
			if ( 'open' === $this->settings->get( $outside ? 'fail_outside' : 'fail_inside' ) ) {
				$verdict->allowed = true;
				$verdict->because = 'unchecked';
			}
			$verdict->windows = $this->windows->active( $moment );
		} else {
			$verdict->allowed = 'pass' === $verdict->verdict || ( 'warn' === $verdict->verdict && 'allow' === $this->settings->get( 'on_warn' ) );
		}
		if ( ! $verdict->allowed && $verdict->answered() ) {
			if ( $this->records->overridden( $draft, $verdict->windows ) || $this->overrides->covers( $draft ) ) {
				$verdict->allowed = true;
				$verdict->because = 'override';
			}
		}
		return $verdict;
	}
}
